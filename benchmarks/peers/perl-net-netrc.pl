# Answers requests with Perl's Net::Netrc, one JSON text a line.
use strict;
use warnings;

# The module asks for the user's home directory; here it is the scratch one.
BEGIN { *CORE::GLOBAL::getpwuid = sub { ('scratch') x 7, $ENV{HOME} } }

use JSON::PP;
use MIME::Base64;
use Net::Netrc;

my $file = "$ENV{HOME}/.netrc";
$| = 1;

# Net::Netrc reads the file once in a process, so each request has one of its own.
while (my $line = <STDIN>) {
  my $child = fork // die "no process\n";
  if ($child == 0) {
    print encode_json(answer(decode_json($line))), "\n";
    exit;
  }
  waitpid $child, 0;
}

sub answer {
  my ($request) = @_;
  my $content = decode_base64($request->{content});
  umask 0077;
  open my $out, '>:raw', $file or die "no file\n";
  print $out $content;
  close $out;
  my @machines;
  return { refused => JSON::PP::true, content => $request->{content} } unless eval {
    for my $encoded (@{ $request->{names} }) {
      my $name = decode_base64($encoded);
      my $entry = Net::Netrc->lookup($name);
      # Where there is no such machine, the default entry comes back: it has no machine.
      push @machines, fields($name, $entry) if $entry && exists $entry->{machine};
    }
    1;
  };
  return { machines => \@machines, content => $request->{content} };
}

sub fields {
  my ($name, $entry) = @_;
  my ($login, $password, $account) = $entry->lpa;
  my %given = (name => $name, login => $login, password => $password, account => $account);
  return { map { $_ => encode_base64($given{$_}, '') } grep { defined $given{$_} } keys %given };
}
