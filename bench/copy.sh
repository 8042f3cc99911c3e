#!/bin/sh
# copy.sh BOOK COPY: a book that may be written to. The signed years are never written again, so their files are linked:
# a book of thirty years and 300 members weighs half a gigabyte, and copying it would be all that the machine does.
set -eu
mkdir "$2"
for part in "$1"/*; do
    [ "${part##*/}" = sessions ] || cp -r "$part" "$2/"
done
mkdir -p "$2/sessions"
for file in "$1"/sessions/*; do
    case ${file##*/} in
        2026.*) cp "$file" "$2/sessions/" ;;
        *) ln "$file" "$2/sessions/" 2>/dev/null || cp "$file" "$2/sessions/" ;;
    esac
done
