# Answers requests with the gem netrc, one JSON text a line, as serve.js does for packages.
require 'json'
require 'netrc'

FILE = File.join(Dir.home, '.netrc')
$stdout.sync = true

def encode(text)
  [text].pack('m0')
end

def machines(netrc)
  # A default entry that is not the last one is among the machines.
  names = netrc.each.map { |item| item[1] unless item[0] == :default }.compact
  names.map do |name|
    login, password = netrc[name]
    fields = { name: name, login: login, password: password }.compact
    fields.transform_values { |value| encode(value) }
  end
end

def edit(netrc, request)
  name, login, password = request.values_at('name', 'login', 'password')
  case request['operation']
  when 'change'
    raise 'the machine was not found' unless netrc.each.any? { |item| item[1] == name }
    netrc[name] = netrc[name].first, password
  when 'add'
    netrc[name] = login, password
  when 'remove'
    raise 'the machine was not found' unless netrc.delete(name)
  end
  netrc.save
end

def on_file(request)
  File.open(FILE, 'wb', 0o600) { |file| file.write(request['content'].unpack1('m0')) }
  begin
    netrc = Netrc.read
    answer = request['operation'] == 'read' ? { machines: machines(netrc) } : {}
    edit(netrc, request) unless request['operation'] == 'read'
  rescue StandardError
    answer = { refused: true }
  end
  answer.merge(content: encode(File.binread(FILE)))
end

def log_in(request)
  Process.groups = []
  Process::GID.change_privilege(request['user'])
  Process::UID.change_privilege(request['user'])
  File.umask(0o022)
  ENV['FAULTS'] = request['faults']
  request['hosts'].each do |host|
    netrc = Netrc.read
    netrc[host] = request['login'], request['password']
    netrc.save
  end
  'saved'
rescue SystemCallError => error
  error.class.name.split('::').last
rescue Netrc::Error
  'an error'
ensure
  ENV['FAULTS'] = ''
end

$stdin.each_line do |line|
  request = JSON.parse(line)
  puts JSON.generate(request['operation'] == 'log in' ? log_in(request) : on_file(request))
end
