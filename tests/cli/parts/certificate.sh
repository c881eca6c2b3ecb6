# Certificates: what the program says of a network, followed by another program.
checker=$(dirname "$program")/dengbao-check
core="$work/core.json"; certificate="$work/certificate.json"
demo 0 "" compile --format json -o "$core"
demo 3 "the formats are binary and json" compile --format text
# Policies named from the root, the library from the working folder: they share no folder by name.
here=$(pwd)
cd "$root" || exit 3
expect 0 "" compile --format json -o "$work/own.json" --policies "$root/tests/cli/library.policy"
cd "$here" || exit 3
demo 3 "leave out --only and --patch" assess "$demo/fail.json" --level 1 --only x --certificate "$certificate"
for facts in pass fail undecided; do
  "$program" assess "$demo/$facts.json" --level 2 --as-of 2026-11-21 --policies "$demo" --certificate "$certificate" >/dev/null
  count=$((count + 1))
  "$checker" "$certificate" "$demo/$facts.json" "$core" >"$work/out" 2>"$work/err" || {
    failed=$((failed + 1)); echo "FAILED: dengbao-check $facts.json"; cat "$work/err"; }
  also "what was checked is told" 'grep -q "^accepted: .* verdicts follow" "$work/out" && grep -q "^as of 2026-11-21, level 2$" "$work/out"'
done
"$checker" "$certificate" "$demo/pass.json" "$core" >"$work/out" 2>"$work/err"; status=$?
also "other facts are refused" '[ $status = 1 ] && grep -q "^refused: the certificate is about other facts" "$work/err"'
sed 's/"pass"/"fail"/; s/"undecided"/"pass"/' "$certificate" >"$work/forged.json"
"$checker" "$work/forged.json" "$demo/undecided.json" "$core" >"$work/out" 2>"$work/err"; status=$?
also "a changed verdict is refused" '[ $status = 1 ] && grep -q "the verdict is undecided" "$work/err"'
"$checker" "$certificate" >"$work/out" 2>"$work/err"; status=$?
also "wrong use is told" '[ $status = 3 ] && grep -q "^usage: dengbao-check" "$work/err"'
