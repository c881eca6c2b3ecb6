# Facts of an unpacked image, and of another machine.
images="$root/tests/unit/collect/fixtures"
collected="$work/collect"; mkdir "$collected"
for image in openeuler ubuntu debian rhel; do
  expect 0 "left out" collect --root "$images/$image" --host-id "$image" -o "$collected/$image.json"
  # Every word of it is one of the facts' own.
  "$program" assess "$collected/$image.json" --policies "$mlps" --level 3 --only 'computing.*' --format json \
    -o "$collected/assessed.json" >"$work/out" 2>"$work/err" </dev/null
  count=$((count + 1))
  also "the facts load" '! grep -q "error\[" "$work/err" && [ -s "$collected/assessed.json" ]'
  also "no secret" '! grep -q PLANTED "$collected/$image.json"'
done
also "evidence names the root" 'grep -q "\"$images/openeuler/etc/shadow\"" "$collected/openeuler.json"'
expect 0 "镜像未运行" collect --root "$images/openeuler" --lang zh -o "$collected/zh.json"
expect 3 "no folder" collect --root "$collected/none"
expect 3 "目录" collect --root "$collected/none" --lang zh

# --ssh collects nothing: it prints the line that does.
expect 0 "nothing was collected" collect --ssh ops@db-2
also "one line" '[ "$(wc -l <"$work/out")" -eq 1 ] && grep -q "sudo .*collect" "$work/out"'
expect 0 "未采集" collect --ssh db-2 --lang zh
for target in 'a;b' '-oProxyCommand=x' 'a b' 'user@' 'host:22' "x'y"; do
  expect 3 "user@host" collect "--ssh=$target"
done

# The line itself, with an ssh that reaches a folder: the program goes there with its libraries and its loader.
remote="$collected/remote"; mkdir "$remote" "$collected/bin"
cat >"$collected/bin/ssh" <<SH
#!/bin/sh
[ "\$1" = -t ] && shift
shift
cd "$remote" && exec sh -c "\$*"
SH
cat >"$collected/bin/scp" <<SH
#!/bin/sh
exec cp "$remote/\${2#*:}" "\$3"
SH
printf '#!/bin/sh\nexec "$@"\n' >"$collected/bin/sudo"
chmod +x "$collected/bin/"*
"$program" collect --ssh ops@db-2 >"$collected/line.sh" 2>/dev/null </dev/null
(cd "$collected" && PATH="$collected/bin:$PATH" sh line.sh) >"$work/out" 2>"$work/err" </dev/null
count=$((count + 1))
also "the facts came back, and nothing stays there" '[ -z "$(ls -A "$remote")" ] && python3 -c "
import json, sys
assert json.load(open(sys.argv[1]))[\"hosts\"][0][\"os\"][\"family\"] == \"linux\"
" "$collected/db-2.json"'
