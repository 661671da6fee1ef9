# Prints what the gem netrc finds for some hosts in each file, as a line of JSON.
require 'json'
require 'netrc'

FILE = File.join(Dir.home, '.netrc')
$stdout.sync = true

def answers(hosts)
  netrc = Netrc.read(FILE)
  hosts.map do |host|
    found = netrc[host]
    found ? [found[0], found[1]].map { |value| [value.to_s].pack('m0') } : 'none'
  end
rescue StandardError
  hosts.map { 'refused' }
end

$stdin.each_line do |line|
  question = JSON.parse(line)
  File.open(FILE, 'wb', 0o600) { |file| file.write(question['content'].unpack1('m0')) }
  puts JSON.generate(answers(question['hosts']))
end
