import { PRELUDE } from './shellParts';

/**
 * The `commit-msg` hook. A message that is nothing but what the other hook put there loses that again, so that git
 * gives up as it would have without; and the check, where it is on, looks for a valid tag. Starts no process where
 * the other hook had nothing to tell.
 */
export const COMMIT_MSG = `#!/bin/sh
# Throughline: the end of what prepare-commit-msg began.
# commit-msg FILE, as git runs the hook of this name.

${PRELUDE}
message=\${1-}
[ -s "$state" ] && [ -f "$message" ] || exit 0

key=OKR comment='#' strip='' check='' added=$nl original='' content=''
while IFS= read -r line; do
  case $line in
    'k '*) key=\${line#k } ;;
    'c '*) comment=\${line#c } ;;
    s) strip=yes ;;
    'm '*) check=\${line#m } ;;
    '+ '*) added=$added\${line#+ }$nl ;;
    '= '*) original=$original\${line#= }$nl ;;
  esac
done <"$state"
{ printf '' >"$state"; } 2>/dev/null

# The line is something that was typed, or stood in the template.
counts() {
  case $1 in
    *[![:space:]]*) ;;
    *) return 1 ;;
  esac
  case $added in
    *"$nl$1$nl"*) return 1 ;;
  esac
  [ -z "$strip" ] || case $1 in
    "$comment"*) return 1 ;;
  esac
}

IFS=$nl
for line in $original; do
  ! counts "$line" || content=$content$line$nl
done

typed='' subject='' unsigned='' verbose=''
while IFS= read -r line || [ -n "$line" ]; do
  case $line in
    ?*' ------------------------ >8 ------------------------')
      verbose=' --verbose'
      break
      ;;
  esac
  counts "$line" || continue
  [ -n "$subject" ] || subject=$line
  typed=$typed$line$nl
  case $line in
    'Signed-off-by: '*) ;;
    *) unsigned=yes ;;
  esac
done <"$message"

# git takes a message of sign-offs for an empty one, and gives up where a template is as it was.
if [ "$added" != "$nl" ] && { [ -z "$unsigned" ] || { [ -n "$content" ] && [ "$typed" = "$content" ]; }; }; then
  rest=''
  while IFS= read -r line || [ -n "$line" ]; do
    case $added in
      *"$nl$line$nl"*) ;;
      *) rest=$rest$line$nl ;;
    esac
  done <"$message"
  case $rest in
    *[![:space:]]*) ;;
    *) rest='' ;;
  esac
  printf '%s' "$rest" >"$message"
  exit 0
fi

[ -n "$check" ] && [ -n "$subject" ] || exit 0
case $subject in
  'fixup! '* | 'squash! '* | 'amend! '* | 'Merge '* | 'Revert "'* | 'Reapply "'*) exit 0 ;;
esac

known=$nl
ids=$(git -c "include.path=$here/links.config" config --get-all throughline.known 2>/dev/null)
for line in $ids; do
  lower "$line"
  known=$known$lowered$nl
done
[ -n "$strip$verbose" ] || comment=$(printf '\\001')
lower "$key"
wanted=$lowered wrong=''
for line in $(trailers --parse "$message"); do
  id=\${line#*: }
  lower "\${line%%:*}"
  [ "$lowered" = "$wanted" ] || continue
  if valid "$id"; then
    lower "$id"
    [ "$known" != "$nl" ] || exit 0
    case $known in
      *"$nl$lowered$nl"*) exit 0 ;;
    esac
    wrong=" $id is no key result of the OKR file."
  else
    wrong=" Its tag is no id of a key result."
  fi
done

if [ "$check" = warn ]; then
  printf 'throughline: this commit is tagged with no key result.%s\\n' "$wrong" >&2
  printf "  To tag it: git commit --amend --trailer '%s: ID'\\n" "$key" >&2
  exit 0
fi
printf 'throughline: this commit has to be tagged with a key result.%s\\n' "$wrong" >&2
printf "  Its message needs a last paragraph '%s: ID'.\\n" "$key" >&2
if [ "$known" != "$nl" ]; then
  printf '  ID is one of:\\n' >&2
  shown=0
  for id in $ids; do
    shown=$((shown + 1))
    if [ $shown -gt 20 ]; then
      printf '    ...\\n' >&2
      break
    fi
    ! valid "$id" || printf '    %s\\n' "$id" >&2
  done
fi
printf '  Nothing was committed. Your message is kept in %s\\n' "$message" >&2
printf "  To go on with it, commit again in the same way with: --edit%s --file='%s'\\n" "$verbose" "$message" >&2
exit 1
`;
