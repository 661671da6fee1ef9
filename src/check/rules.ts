import type { FindingCode } from '../check-api.ts'

// The portable profile is the part of netrc that all programs read the same way. There is a row for each way to depart from it:
//
//   code: `programs that may then read any machine of the file differently | programs that may read this machine differently
//   what they do, and what to write instead`, // where that was found: a commit, an issue, or the file that reads netrc
//
// `!` means that the program certainly does so, if the function in `find.ts` is sure too. `curl*` means Git and the three curls.

export const RULES: Readonly<Record<FindingCode, string>> = {
  'not-plain-text': `python! curl* wget uv go ruby perl jgit git-credential-netrc netrc-parser netrc | curl*! wget! perl! ruby! jgit!
The file has a byte order mark, a control character or bytes that are not UTF-8. Programs reject it, skip a machine or read another value. Save it as UTF-8 without a mark.`, // CPython Lib/netrc.py, curl lib/netrc.c
  'carriage-return': `curl@8.11 git uv | go netrc-parser
The lines end in CR LF. Some programs read the CR as part of a value, or as a mistake. Save the file with LF.`, // curl 3b43a05e00 (8.11.0), golang cmd/go/internal/auth/netrc.go
  'non-ascii': `curl@8.11 git | wget python git-credential-netrc netrc-parser
Some programs end a word at a character outside ASCII, or read it in another encoding. Use ASCII.`, // curl 294136b754 (8.13.0)
  'too-long': `curl* | 
curl cuts off or refuses lines over 4,000 bytes and files over 128 kB. Shorten them.`, // curl c97ec984fb (7.86.0), 0cdde0fdfb (8.11.1)
  permissions: `git-credential-netrc! perl! ruby! python | 
Some programs refuse a file that others can read. Run \`chmod 600\` on it.`, // perl Net/Netrc.pm, ruby lib/netrc.rb, git-credential-netrc.perl
  'keyword-case': `python! uv! netrc | netrc! wget go ruby perl git-credential-netrc netrc-parser
Most programs support keywords in lower case only, and Python rejects the whole file. Write the keyword in lower case.`, // CPython Lib/netrc.py
  'machine-name': `go uv | python! uv! go! ruby! perl! jgit! git-credential-netrc! netrc-parser! netrc! curl* wget
Programs compare this name with the host of a URL, most of them letter by letter. Write the bare host name in lower case.`, // golang issue 81253, psf/requests utils.py (get_netrc_auth)
  'name-in-two-cases': ` | curl* wget
Names differ only in case. curl and Wget take the first machine, other programs the exact match. Keep one, in lower case.`, // curl lib/netrc.c, wget src/netrc.c
  'quoted-value': `netrc | go! ruby! jgit! netrc-parser! netrc!
Some programs do not support quotes: they read them as part of the value, and end it at a blank. Use a value without quotes.`, // golang cmd/go/internal/auth/netrc.go, ruby lib/netrc.rb, JGit NetRC.java
  'stray-quote': `curl* python uv git-credential-netrc | curl*! wget! python! uv!
A quote that is not closed, or is inside a word, makes programs read on to the next quote or reject the file. Use a value without quotes.`, // curl eeaae10c0f (7.84.0), wget src/netrc.c, CPython Lib/netrc.py
  backslash: `python uv perl git-credential-netrc | python! uv! perl! wget! git-credential-netrc!
Some programs drop a backslash, or read it with the next character. Use a value without one.`, // CPython issue 99080, wget src/netrc.c, perl Net/Netrc.pm
  'hash-in-value': `ruby netrc | ruby! netrc! curl@7.84 git wget netrc-parser
Some programs read \`#\` in a value as the start of a comment. Use a value without one.`, // curl eeaae10c0f (7.84.0), ruby lib/netrc.rb
  'keyword-as-value': `python uv perl jgit netrc | curl* wget ruby perl jgit git-credential-netrc
A keyword is in the place of a value. Some programs read it as the value, others as a keyword, and then read the next machine differently too. Complete the field, or use another value.`, // curl CVE-2024-11053, ruby lib/netrc.rb, perl Net/Netrc.pm
  'user-or-passwd': `python uv | curl*! go! ruby! perl! jgit! netrc-parser! netrc! wget git-credential-netrc
Few programs support \`user\` and \`passwd\`. Write \`login\` and \`password\`.`, // wget src/netrc.c (from 1.25), CPython Lib/netrc.py
  'word-out-of-place': `python! uv! netrc | go jgit git-credential-netrc
Python rejects the whole file for this word, and other programs pair the words after it differently. Remove the word, or quote the whole value.`, // CPython issue 123735, npm netrc index.js
  'value-on-later-line': ` | go! jgit! git-credential-netrc! netrc-parser! curl@7.84 git perl ruby
Some programs need a keyword and its value on one line. Move the value up.`, // golang cmd/go/internal/auth/netrc.go, curl 6f9fb7ec2d (7.86.0)
  'field-layout': ` | netrc-parser
The Heroku CLI reads an entry on one line with single spaces, or one indented field per line. Lay it out like that.`, // netrc-parser src/netrc.ts
  'comment-after-empty-line': `python! uv | 
Python reads the words of this comment as keywords and rejects the whole file. Put it directly below another line, with a space after \`#\`, or write it as one word, \`#like-this\`.`, // CPython issue 104306
  'comment-text': `curl curl@8.11 git go perl git-credential-netrc netrc-parser | 
Some programs do not support comments, or not in this place, and read the words in it. Keep keywords, quotes and backslashes out of it.`, // golang cmd/go/internal/auth/netrc.go, perl Net/Netrc.pm
  'login-and-password': `ruby jgit | jgit! curl@8.11 curl@7.84 git wget python uv go perl git-credential-netrc netrc-parser
Programs skip an entry without a login and a password, or read another value. Write one login, then one password.`, // curl 9fce2c55d4 (8.12.0), golang issue 65260, JGit NetRC.java
  'second-account': `jgit netrc | python! uv!
Python takes the last machine with this name, most other programs the first. Keep one.`, // CPython Lib/netrc.py
  'default-not-last': `ruby jgit netrc | netrc! curl* python uv go perl
curl, Git and others stop reading at \`default\`. Keep one \`default\`, at the end.`, // curl lib/netrc.c, ruby lib/netrc.rb, npm netrc index.js
  'macro-text': `curl* wget python uv ruby perl jgit git-credential-netrc netrc-parser netrc | 
Some programs read the lines of this macro as entries, or end it early. Keep keywords, quotes, comments, blanks and CR LF out of it.`, // curl fa13f373b2 (8.20.0), ruby lib/netrc.rb, wget src/netrc.c
  macro: `python! uv ruby perl jgit git-credential-netrc netrc-parser netrc | curl*
This macro has no empty line at its end, or is not the last thing in the file. Some programs read what follows as part of it. Move it to the end, below a login and a password, and add an empty line.`, // CPython Lib/netrc.py, curl 4ae1d7cc26 (8.21.0)
}
