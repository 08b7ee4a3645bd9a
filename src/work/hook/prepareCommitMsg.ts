import { PRELUDE } from './shellParts';

/**
 * The `prepare-commit-msg` hook: adds a trailer for each key result of the branch, and tells the `commit-msg` hook what
 * it did. Two processes at most in the usual case, both git. Never fails a commit, whatever goes wrong.
 */
export const PREPARE_COMMIT_MSG = `#!/bin/sh
# Throughline: tags a commit with the key results of its branch.
# prepare-commit-msg FILE [SOURCE [COMMIT]], as git runs the hook of this name.

${PRELUDE}
message=\${1-} source=\${2-}
case $source in
  # A manager that fills in nothing where git gave nothing.
  '{2}') source='' ;;
  '' | message | template | squash | commit) ;;
  *) exit 0 ;;
esac
[ -f "$message" ] || exit 0

# Left by a commit that was given up.
[ ! -s "$state" ] || { printf '' >"$state"; } 2>/dev/null

for busy in rebase-merge rebase-apply MERGE_HEAD CHERRY_PICK_HEAD REVERT_HEAD sequencer; do
  [ ! -e "$dir/$busy" ] || exit 0
done

# Read, not asked for, unless HEAD is no plain file or stands in for one.
head=''
[ -L "$dir/HEAD" ] || { IFS= read -r head <"$dir/HEAD"; } 2>/dev/null
case $head in
  '' | 'ref: refs/heads/.invalid') head="ref: $(git symbolic-ref --quiet HEAD 2>/dev/null)" ;;
esac
case $head in
  'ref: refs/heads/'?*) branch=\${head#ref: refs/heads/} ;;
  *) branch='' ;;
esac

# One question for everything. A name that could mean something else in a pattern is told apart below.
case $branch in
  *[!A-Za-z0-9._/-]*) name='.*' ;;
  *) name=$branch ;;
esac
wanted="^(throughline\\.(trailerkey|check|rule|[0-9]+\\.serves)|branch\\.$name\\.okr|core\\.comment(char|string)|commit\\.cleanup)$"
settings=$(git -c "include.path=$here/links.config" config --show-scope --get-regexp "$wanted" 2>/dev/null)
# With anything but 'there is none' the file may be damaged: then without it.
[ $? -le 1 ] || settings=$(git config --show-scope --get-regexp "$wanted" 2>/dev/null)

key='' check='' comment='#' cleanup='' explicit='' rule=''
IFS=$nl
for line in $settings; do
  scope=\${line%%"$tab"*} line=\${line#*"$tab"}
  case $line in
    "branch.$branch.okr "*)
      [ "$scope" != local ] || explicit=$explicit$nl\${line#"branch.$branch.okr "} ;;
    'throughline.trailerkey '*) key=\${line#* } ;;
    'throughline.check '*) check=\${line#* } ;;
    'throughline.rule '*) [ -n "$rule" ] || rule=\${line#* } ;;
    'core.commentchar '* | 'core.commentstring '*) comment=\${line#* } ;;
    'commit.cleanup '*) cleanup=\${line#* } ;;
  esac
done
case $key in
  '' | *[!A-Za-z0-9-]*) key=OKR ;;
esac
case $check in
  warn | require) ;;
  *) check='' ;;
esac

links=''
if [ -z "$branch" ] || [ "$source" = commit ]; then
  [ -n "$check" ] || exit 0
elif [ -n "$explicit" ]; then
  links=$explicit
elif [ -n "$rule" ]; then
  for line in $settings; do
    line=\${line#*"$tab"}
    case $line in
      "throughline.$rule.serves "*) links=$links$nl\${line#* } ;;
    esac
  done
fi

# What is squashed serves what its commits served. git indents their messages.
if [ -n "$branch" ] && [ -f "$dir/SQUASH_MSG" ]; then
  case $source in
    squash | message)
      lower "$key"
      wanted=$lowered squashed=''
      while IFS= read -r line; do
        case $line in
          '    '[A-Za-z0-9-]*:*)
            line=\${line#    }
            id=\${line#*:} name=\${line%%:*}
            id=\${id#"\${id%%[! ]*}"}
            case $name in
              *[!A-Za-z0-9-]*) continue ;;
            esac
            lower "$name"
            [ "$lowered" != "$wanted" ] || ! valid "$id" || squashed=$squashed$nl$id
            ;;
        esac
      done <"$dir/SQUASH_MSG"
      [ -z "$squashed" ] || links=$squashed
      ;;
  esac
fi

added=''
set --
for id in $links; do
  valid "$id" || continue
  # Each goes above the one before it.
  set -- --trailer "$key: $id" "$@"
  added="$added$key: $id$nl"
done
[ $# -gt 0 ] || [ -n "$check" ] || exit 0

# git says so where no editor comes up. Without a message it always does.
editor=yes
case $source in
  message | squash | commit) [ "\${GIT_EDITOR-}" != : ] || editor='' ;;
esac
# Whether comments go before the commit, or are a part of it.
case $cleanup in
  strip) strip=yes ;;
  whitespace | verbatim | scissors) strip='' ;;
  *) strip=$editor ;;
esac
if [ "$comment" = auto ]; then
  # git takes one that begins no other line; it begins the last one.
  comment='#'
  if [ -n "$editor" ]; then
    while IFS= read -r line; do
      case $line in
        ?' ------------------------ >8 ------------------------')
          comment=\${line%"\${line#?}"}
          break
          ;;
        [\\#\\;@!\\$%^\\&\\|:]*) comment=\${line%"\${line#?}"} ;;
      esac
    done <"$message"
  fi
fi

# Lines with more than spaces are content; all but a sign-off are a message to git.
scan() {
  subject='' reverts='' breaking='' comments='' unended='' scissors=''
  before='' paragraph='' gap='' read=0
  while IFS= read -r line || { [ -n "$line" ] && unended=yes; }; do
    read=$((read + 1))
    case $line in
      "$comment ------------------------ >8 ------------------------")
        [ -z "$editor" ] || {
          scissors=yes
          return
        }
        ;;
      "$comment"*)
        [ -z "$strip" ] || {
          comments=above
          [ -n "$source" ] || return
          continue
        }
        ;;
    esac
    [ -z "$comments" ] || comments=yes
    case $line in
      *[![:space:]]*)
        [ -z "$gap" ] || before=$before$paragraph$gap paragraph='' gap='' breaking=''
        paragraph=$paragraph$line$nl
        [ -n "$subject" ] || subject=$line
        case $line in
          'This reverts commit '*) reverts=yes ;;
          'BREAKING CHANGE:'*) breaking=yes ;;
        esac
        ;;
      *) gap=$gap$line$nl ;;
    esac
    [ $read -lt 2000 ] || return
  done <"$message"
}
scan
if [ -n "$strip" ] && [ -n "$scissors" ] && [ "$comments" != above ]; then
  # git's own comments end in the scissors, unless it leaves comments in the message: then these stand apart.
  strip=''
  scan
fi

case $subject in
  'fixup! '* | 'squash! '* | 'amend! '*) exit 0 ;;
  'Revert "'* | 'Reapply "'*) [ -z "$reverts" ] || exit 0 ;;
esac

# What the other hook has to know, one thing a line.
note="k $key\${nl}c $comment$nl"
[ -z "$strip" ] || note="\${note}s$nl"
[ -z "$check" ] || note="\${note}m $check$nl"
if [ -n "$editor" ] && [ $# -gt 0 ]; then
  for line in $added; do
    # One that is there already is not ours.
    case $nl$before$paragraph in
      *"$nl$line$nl"*) ;;
      *) note="$note+ $line$nl" ;;
    esac
  done
  if [ "$source" = template ]; then
    rest=$before$paragraph$gap
    while [ -n "$rest" ]; do
      note="$note= \${rest%%"$nl"*}$nl"
      rest=\${rest#*"$nl"}
    done
  fi
fi
if [ -n "$editor$check" ]; then
  # Without it an empty message could not be told from one with a tag: then better none.
  { printf '%s' "$note" >"$state"; } 2>/dev/null || exit 0
fi
[ $# -gt 0 ] || exit 0

if [ -z "$subject" ]; then
  # An empty message stays empty. In an editor there is room for a subject above the tag, and nothing yet to lose.
  [ -n "$editor" ] || exit 0
  text=$(trailers <"$message") || exit 0
  { printf '\\n\\n%s%s\\n' "$added" "$text" >"$message"; } 2>/dev/null
  exit 0
fi

if [ -z "$editor$strip$gap$unended" ]; then
  # git finds no trailer in the first paragraph, nor in one without a separator: then it only adds another one.
  case $before in
    '') simple=yes ;;
    *)
      case $paragraph in
        *:* | *'(cherry picked from commit '*) simple='' ;;
        *) simple=yes ;;
      esac
      ;;
  esac
  [ -z "$simple" ] || {
    printf '\\n%s' "$added" >>"$message"
    exit 0
  } 2>/dev/null
fi
if [ -z "$strip" ] && [ -z "$scissors" ]; then
  # No line is a comment: no message begins one with this.
  comment=$(printf '\\001')
fi
if [ -n "$breaking" ] && [ -z "$comments$scissors$unended" ]; then
  # Above such a footer, since a changelog takes what follows for a part of it; where git still reads it there.
  text=$before$added$paragraph$gap
  found=$nl$(printf '%s' "$text" | trailers --parse)$nl
  for line in $added; do
    case $found in
      *"$nl$line$nl"*) ;;
      *) breaking='' ;;
    esac
  done
  # Written beside it and then put in its place: a full disk is found out before.
  if [ -n "$breaking" ]; then
    { printf '%s' "$text" >"$state-message" && mv -f "$state-message" "$message"; } 2>/dev/null && exit 0
    { printf '' >"$state-message"; } 2>/dev/null
  fi
fi
# git would join the tag to a last line without an end.
[ -z "$unended" ] || { printf '\\n' >>"$message"; } 2>/dev/null || exit 0
trailers --in-place --where start --if-exists addIfDifferent "$@" "$message"
exit 0
`;
