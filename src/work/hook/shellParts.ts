/**
 * What both hook bodies begin with. POSIX sh, and nothing but the shell's own commands: a process costs more than all
 * of it. `:` is avoided where a redirection may fail, since that ends a POSIX shell.
 */
export const PRELUDE = `set +e +u -f
unset CDPATH
LC_ALL=C
nl='
'
tab='	'
IFS=" $tab$nl"

# Where this file lies, as an absolute path; a hook that reads it in says so.
here=\${throughline:-$0}
case $here in
  */*) here=\${here%/*} ;;
  *) here=. ;;
esac
case $here in
  /* | [A-Za-z]:*) ;;
  *) here=$PWD/$here ;;
esac

# The git directory of this work tree: git names it where the work tree is a linked one.
if [ -n "\${GIT_DIR-}" ]; then
  dir=$GIT_DIR
elif [ -f .git ]; then
  IFS= read -r dir <.git
  dir=\${dir#gitdir: }
else
  dir=.git
fi
[ -f "$dir/HEAD" ] || dir=$(git rev-parse --git-dir 2>/dev/null) || exit 0

# What one hook tells the other about the commit under way.
state=$dir/throughline-commit

# Whether $1 can be the id of a key result.
valid() {
  case $1 in
    '' | [!A-Za-z0-9]* | *[!A-Za-z0-9._/-]*) return 1 ;;
  esac
  [ \${#1} -le 64 ]
}

# Sets $lowered to $1 in lower case.
lower() {
  lowered='' rest=$1
  while [ -n "$rest" ]; do
    c=\${rest%"\${rest#?}"} rest=\${rest#?}
    case $c in
      A) c=a ;; B) c=b ;; C) c=c ;; D) c=d ;; E) c=e ;; F) c=f ;; G) c=g ;; H) c=h ;; I) c=i ;;
      J) c=j ;; K) c=k ;; L) c=l ;; M) c=m ;; N) c=n ;; O) c=o ;; P) c=p ;; Q) c=q ;; R) c=r ;;
      S) c=s ;; T) c=t ;; U) c=u ;; V) c=v ;; W) c=w ;; X) c=x ;; Y) c=y ;; Z) c=z ;;
    esac
    lowered=$lowered$c
  done
}

# git on a message, by git's own rules and nobody's trailer.* settings: $comment begins a comment, $key is a trailer.
trailers() {
  GIT_DIR=/dev/null GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1 \\
    git -c "core.commentChar=$comment" -c trailer.separators=: -c "trailer.$key.key=$key" \\
    interpret-trailers --no-divider "$@" 2>/dev/null
}
`;
