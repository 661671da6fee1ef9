# Runs calls of the gem, each in its own home directory, and prints their results as JSON.
require 'json'
require 'netrc'
require 'tmpdir'

HOME = ENV['HOME']
File.umask(0o022)

def evaluate(text, path, code)
  netrc = Netrc.read
  value = eval(code, binding)
  netrc.save
  value
end

def answers(value)
  return { value: value, shown: value } if value.is_a?(String)

  { value: value.to_json, shown: value.inspect }
end

outcomes = JSON.parse($stdin.read).map do |call|
  ENV['HOME'] = Dir.mktmpdir('home-', HOME)
  ENV.delete('NETRC')
  path = File.join(ENV['HOME'], '.netrc')
  File.binwrite(path, call['file'], perm: 0o600)
  outcome =
    begin
      answers(evaluate(call['file'], path, call['code']))
    rescue StandardError => error
      { error: error.class.name }
    end
  outcome.merge(path: path, file: File.read(path))
end
print outcomes.to_json
