#!/usr/bin/env python3
"""Kashf's articles beside trafilatura's, on the same pages by the same scorer.

    python3 -m venv env && env/bin/pip install trafilatura lxml_html_clean
    env/bin/python benches/boilerplate/compare.py ../shared/data

The folder holds boilerplate.dev.jsonl.zst, boilerplate-synthetic.dev.jsonl and
boilerplate-segments.dev.jsonl.zst; `zstd` and `cargo` must be there. The score is F1 over
words (Chinese and Japanese by their letters), the mean over pages, or the part of the strings
that are in the article, or out of it, as they must be.
"""

import collections
import json
import pathlib
import re
import subprocess
import sys

WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W_]+")
BENCH = ["cargo", "bench", "-q", "--no-default-features", "--bench", "boilerplate", "--", "--pages"]


def records(path):
    if path.suffix == ".zst":
        text = subprocess.run(["zstd", "-dc", "--long=27", path], check=True, capture_output=True).stdout
    else:
        text = path.read_bytes()
    return [json.loads(line) for line in text.decode().split("\n") if line]


def kashf(pages):
    lines = "\n".join(json.dumps({"id": page["id"], "html": page["html"]}) for page in pages)
    done = subprocess.run(BENCH, input=lines, text=True, check=True, stdout=subprocess.PIPE)
    found = [json.loads(line) for line in done.stdout.split("\n") if line.startswith("{")]
    return {
        "kashf": {page["id"]: page["article"] for page in found},
        "kashf, without headlines": {page["id"]: page["body"] for page in found},
    }


def trafilatura(pages):
    try:
        from trafilatura import extract
    except ImportError as error:
        print(f"trafilatura cannot be run here: {error}")
        return {}
    return {"trafilatura": {page["id"]: extract(page["html"], include_comments=False) or "" for page in pages}}


def words(text):
    return collections.Counter(WORD.findall(text.lower()))


def f1(found, wanted):
    found, wanted = words(found), words(wanted)
    return 2 * sum((found & wanted).values()) / max(1, found.total() + wanted.total())


def kept(found, page):
    found = " ".join(found.split())
    there = [" ".join(string.split()) in found for string in page["with"]]
    gone = [" ".join(string.split()) not in found for string in page["without"]]
    return there + gone


def mean(values):
    return sum(values) / max(1, len(values))


def main(folder):
    for name in ("boilerplate.dev.jsonl.zst", "boilerplate-synthetic.dev.jsonl", "boilerplate-segments.dev.jsonl.zst"):
        pages = records(folder / name)
        for program, texts in (kashf(pages) | trafilatura(pages)).items():
            if "gold_text" in pages[0]:
                score = mean([f1(texts[page["id"]], page["gold_text"]) for page in pages])
            else:
                score = mean([right for page in pages for right in kept(texts[page["id"]], page)])
            print(f"{name:40} {len(pages):4} pages  {score:.4f}  {program}")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(pathlib.Path(sys.argv[1]))
