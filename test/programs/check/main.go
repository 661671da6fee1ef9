// Prints what the reader of the go command finds for some hosts in each file, as a line of JSON. It is built together
// with cmd/go/internal/auth/netrc.go.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
)

type question struct {
	Content []byte
	Hosts   []string
}

func main() {
	input := bufio.NewReaderSize(os.Stdin, 1<<20)
	for {
		line, err := input.ReadBytes('\n')
		if err != nil {
			return
		}
		var asked question
		if json.Unmarshal(line, &asked) != nil {
			os.Exit(1)
		}
		lines := parseNetrc(string(asked.Content))
		answers := []any{}
		for _, host := range asked.Hosts {
			answers = append(answers, find(lines, host))
		}
		text, _ := json.Marshal(answers)
		fmt.Println(string(text))
	}
}

// find returns the first line with the host, like AddCredentials.
func find(lines []netrcLine, host string) any {
	for _, line := range lines {
		if line.machine == host {
			return [][]byte{[]byte(line.login), []byte(line.password)}
		}
	}
	return "none"
}
