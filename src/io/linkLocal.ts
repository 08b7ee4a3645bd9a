import { lookup } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** Code of the error where a name leads to such an address only. */
export const LINK_LOCAL = 'ELINKLOCAL';

/**
 * Where cloud machines offer their credentials to whoever asks: link-local addresses (RFC 3927; RFC 4291, 2.5.6), the
 * ways to write those of version 4 in version 6 (RFC 4291, 2.5.5; RFC 6052; RFC 3056), and the one that Amazon uses
 * beside them.
 */
const REFUSED = new BlockList();
REFUSED.addSubnet('169.254.0.0', 16, 'ipv4');
REFUSED.addSubnet('fe80::', 10, 'ipv6');
REFUSED.addSubnet('::ffff:169.254.0.0', 112, 'ipv6');
REFUSED.addSubnet('::169.254.0.0', 112, 'ipv6');
REFUSED.addSubnet('64:ff9b::169.254.0.0', 112, 'ipv6');
REFUSED.addSubnet('2002:a9fe::', 32, 'ipv6');
REFUSED.addAddress('fd00:ec2::254', 'ipv6');

/** @param host a name, or an address as a URL has it */
export function isLinkLocal(host: string): boolean {
  const address = host.replace(/^\[|\]$/g, '').replace(/%.*$/, '');
  const version = isIP(address);
  return version !== 0 && REFUSED.check(address, version === 6 ? 'ipv6' : 'ipv4');
}

/** As axios wants it: gives every address of a name. */
export type AddressLookup = (
  host: string,
  options: object,
  callback: (error: Error | null, found: { address: string; family: 4 | 6 }[]) => void,
) => void;

/** Looks names up and leaves out such addresses: whoever names a server also says where the name leads. */
export function safeLookup(look: LookupFunction = lookup): AddressLookup {
  return (host, options, callback) => {
    look(host, { ...options, all: true }, (error, found) => {
      const addresses = typeof found === 'string' ? [found] : (found ?? []).map(({ address }) => address);
      const safe = addresses.filter((address) => !isLinkLocal(address));
      const refused = Object.assign(new Error('An address of this link'), { code: LINK_LOCAL });
      callback(
        error ?? (safe.length === 0 ? refused : null),
        safe.map((address) => ({ address, family: isIP(address) === 6 ? 6 : 4 })),
      );
    });
  };
}
