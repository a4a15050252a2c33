#!/usr/bin/env python3
"""Fails if a .ts file lacks a text of the sources, holds one too many, or one is unfinished.

check.py LUPDATE FILE.ts… -- LUPDATE-OPTIONS AND SOURCE FOLDERS…
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree


def messages(path):
    """Each message by what identifies it."""
    found = {}
    for context in ElementTree.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            key = (context.findtext("name"), message.findtext("source"),
                   message.findtext("comment"))
            found[key] = message
    return found


def texts(message):
    translation = message.find("translation")
    forms = translation.findall("numerusform")
    return [form.text or "" for form in forms] if forms else [translation.text or ""]


def faults(key, message):
    """What is wrong with one translation."""
    source = key[1]
    if message.find("translation").get("type") == "unfinished":
        yield "unfinished"
        return
    for text in texts(message):
        if not text.strip():
            yield "empty"
            continue
        if set(re.findall(r"%(?:\d+|n)", source)) != set(re.findall(r"%(?:\d+|n)", text)):
            yield f"other placeholders: {text!r}"
        if ("&" in source) != ("&" in text):
            yield f"mnemonic missing or too many: {text!r}"
        if source.strip()[-1] in ".:…?!" and source.strip()[-1] != text.strip()[-1]:
            yield f"ends otherwise: {text!r}"


def check(lupdate, options, path, folder):
    fresh = os.path.join(folder, os.path.basename(path))
    shutil.copyfile(path, fresh)
    plural = ["-pluralonly"] if path.endswith("_en.ts") else []
    subprocess.run([lupdate, *plural, *options, "-ts", fresh], check=True)
    committed, current = messages(path), messages(fresh)
    name = os.path.basename(path)
    found = [f"{name}: {key[0]}: {key[1]!r} is missing"
             for key in current.keys() - committed.keys()]
    found += [f"{name}: {key[0]}: {key[1]!r} is in no source file any more"
              for key in committed.keys() - current.keys()]
    for key, message in committed.items():
        found += [f"{name}: {key[0]}: {key[1]!r}: {fault}" for fault in faults(key, message)]
    if not committed:
        found.append(f"{name}: holds no text")
    return found


def main():
    lupdate, *arguments = sys.argv[1:]
    split = arguments.index("--")
    with tempfile.TemporaryDirectory() as folder:
        found = [fault for path in arguments[:split]
                 for fault in check(lupdate, arguments[split + 1:], path, folder)]
    for fault in sorted(found):
        print(fault)
    if found:
        print("Build update_translations, then translate what is new.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
