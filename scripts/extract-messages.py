#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The sentences that nodes and engine say to a person, read from their sources: one a line, with %1 %2 … where something is put in.

    scripts/extract-messages.py [--errors] FILE-OR-FOLDER…

Read are: str(…) and fmt::format(…), the words of TL_CHECK and TL_THROW, what TL_TR(…) marks, and every other literal that is a sentence
(that has a space). Where one of several wordings is chosen (`few ? "only some" : "not one"`) there is a %1, and they follow on lines of their own;
single words stay as they are, like the names of nodes. With --errors the last are left out: where most literals are descriptions of operators.
"""
import pathlib
import re
import sys

TOKEN = re.compile(r'''
    (?P<space>\s+|//[^\n]*|/\*.*?\*/|^\#[^\n]*(?:\\\n[^\n]*)*)
  | (?P<raw>R"(?P<mark>[^(]*)\(.*?\)(?P=mark)")
  | (?P<string>"(?:[^"\\\n]|\\.)*")
  | (?P<char>'(?:[^'\\\n]|\\.)+')
  | (?P<word>[A-Za-z_][A-Za-z_0-9]*(?:::[A-Za-z_][A-Za-z_0-9]*)*)
  | (?P<other>.)''', re.S | re.M | re.X)
ESCAPES = {'n': '\n', 't': '\t', '"': '"', '\\': '\\', '0': '\0', "'": "'"}


def tokens(text):
    found = []
    for m in TOKEN.finditer(text):
        kind = m.lastgroup if m.lastgroup != 'mark' else 'raw'
        if kind == 'space':
            continue
        value = m.group(0)
        if kind == 'string':
            value = re.sub(r'\\(.)', lambda e: ESCAPES.get(e.group(1), e.group(0)), value[1:-1])
            if found and found[-1][0] == 'string':  # adjacent literals are one
                found[-1] = ('string', found[-1][1] + value)
                continue
        found.append((kind, value))
    return found


def arguments(found, at):
    """The arguments of the call whose '(' is at `at`, each a list of tokens, and the place behind its ')'."""
    depth, args, i = 0, [[]], at
    while i < len(found):
        kind, value = found[i]
        if kind == 'other' and value in '([{':
            depth += 1
            if depth == 1:
                i += 1
                continue
        elif kind == 'other' and value in ')]}':
            depth -= 1
            if depth == 0:
                return [a for a in args if a], i + 1
        if depth == 1 and kind == 'other' and value == ',':
            args.append([])
        else:
            args[-1].append((kind, value))
        i += 1
    return [a for a in args if a], i


class Reader:
    def __init__(self, errors=False):
        self.seen = {}
        self.errors = errors

    def add(self, text):
        text = text.replace('\n', ' ').strip()
        words = re.sub(r'%\d+|param:', '', text)
        if ' ' in text and not re.match(r', \w+=', text) and re.search(r'[A-Za-z]{2}', words):
            self.seen.setdefault(text, None)

    def marked(self, arg):
        """The literal of a lone "…" or TL_TR("…")."""
        if len(arg) == 1 and arg[0][0] == 'string':
            return arg[0][1]
        if len(arg) == 4 and arg[0] == ('word', 'TL_TR') and arg[2][0] == 'string':
            return arg[2][1]
        return None

    def pieces(self, args):
        text, holes = '', 0
        for arg in args:
            literal = self.marked(arg)
            if literal is not None:
                text += literal
            else:
                holes += 1
                text += f'%{holes}'
                self.inner(arg)
        if holes < 10:
            self.add(text)

    def inner(self, arg):
        """Words that are chosen from inside an argument, and calls within it."""
        self.walk(arg, chosen=any(t == ('other', '?') for t in arg))

    def format(self, args):
        pattern = self.marked(args[0])
        if pattern is None:
            return self.walk([t for a in args for t in a])
        holes = iter(range(1, 10))
        self.add(re.sub(r'\{[^{}]*\}', lambda m: f'%{next(holes)}', pattern))
        for arg in args[1:]:
            self.inner(arg)

    def sum(self, found, i):
        """"waiting for " + name + "…", from its first literal; the place behind it."""
        text, holes = ('%1', 1) if i and found[i - 1] == ('other', '+') else ('', 0)
        while i < len(found):
            operand, depth = [], 0
            while i < len(found):
                kind, value = found[i]
                if kind == 'other' and value in '([{':
                    depth += 1
                elif kind == 'other' and value in ')]}':
                    depth -= 1
                if depth < 0 or (depth == 0 and kind == 'other' and value in '+,;?:'):
                    break
                operand.append(found[i])
                i += 1
            literal = self.marked(operand)
            if literal is not None:
                text += literal
            else:
                holes += 1
                text += f'%{holes}'
                self.inner(operand)
            if i >= len(found) or found[i] != ('other', '+'):
                break
            i += 1
        if holes < 10:
            self.add(text)
        return i

    @staticmethod
    def list_end(found, i):
        """The place behind {"…", "…"} that holds literals alone; None for any other braces."""
        end = i + 1
        while end < len(found) and (found[end][0] == 'string' or found[end] == ('other', ',')):
            end += 1
        return end + 1 if end > i + 2 and end < len(found) and found[end] == ('other', '}') else None

    def walk(self, found, chosen=False):
        i = 0
        while i < len(found):
            kind, value = found[i]
            call = kind == 'word' and i + 1 < len(found) and found[i + 1] == ('other', '(')
            name = value.split('::')[-1] if kind == 'word' else ''
            if (kind, value) == ('other', '{') and (end := self.list_end(found, i)):
                i = end  # of words, for the search or of a data set
            elif call and name == 'static_assert':
                _, i = arguments(found, i + 1)
            elif call and value in ('str', 'tl::str'):
                args, i = arguments(found, i + 1)
                self.pieces(args)
            elif call and value == 'fmt::format':
                args, i = arguments(found, i + 1)
                self.format(args)
            elif call and name in ('TL_CHECK', 'TL_THROW'):
                args, i = arguments(found, i + 1)
                self.pieces(args[3 if name == 'TL_CHECK' else 2:])
            elif call and name == 'TL_TR':
                args, i = arguments(found, i + 1)
                self.add(args[0][0][1])
            elif kind == 'string' and not self.errors and ('other', '+') in (found[i - 1:i] + found[i + 1:i + 2]):
                i = self.sum(found, i)
            elif kind == 'string':
                behind = found[i - 1][1] if i else ''
                if not self.errors and ((chosen and behind in ('?', ':')) or (' ' in value.strip() and behind != 'extern')):
                    self.add(value.strip())
                i += 1
            else:
                i += 1


def main():
    places = [a for a in sys.argv[1:] if a != '--errors']
    reader = Reader('--errors' in sys.argv)
    for place in places:
        path = pathlib.Path(place)
        for file in sorted(path.rglob('*.cpp')) + sorted(path.rglob('*.h')) if path.is_dir() else [path]:
            reader.walk(tokens(file.read_text()))
    print('\n'.join(sorted(reader.seen)))


if __name__ == '__main__':
    main()
