# Answers requests with the gem netrc, one JSON text a line.
require 'json'
require 'netrc'

FILE = File.join(Dir.home, '.netrc')
$stdout.sync = true

def encode(text)
  [text].pack('m0')
end

def read(_request)
  netrc = Netrc.read
  machines = []
  netrc.each do |item|
    # A default entry that is not the last one stands among the machines.
    next if item[0] == :default

    name = item[1]
    login, password = netrc[name]
    fields = { name: name, login: login, password: password }.compact
    machines << fields.transform_values { |value| encode(value) }
  end
  { machines: machines }
end

def write(_request)
  Netrc.read.save
  {}
end

def change(request)
  netrc = Netrc.read
  raise 'the machine was not found' unless netrc.each.any? { |item| item[1] == request['name'] }
  login, = netrc[request['name']]
  netrc[request['name']] = login, request['password']
  netrc.save
  {}
end

def add(request)
  netrc = Netrc.read
  netrc[request['name']] = request['login'], request['password']
  netrc.save
  {}
end

def remove(request)
  netrc = Netrc.read
  raise 'the machine was not found' unless netrc.delete(request['name'])
  netrc.save
  {}
end

OPERATIONS = %w[read write change add remove].freeze

$stdin.each_line do |line|
  request = JSON.parse(line)
  File.open(FILE, 'wb', 0o600) { |file| file.write(request['content'].unpack1('m0')) }
  begin
    answer = send(OPERATIONS.find { |name| name == request['operation'] }, request)
  rescue StandardError
    answer = { refused: true }
  end
  puts JSON.generate(answer.merge(content: encode(File.binread(FILE))))
end
