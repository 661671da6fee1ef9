# Prints what Perl's Net::Netrc finds for some hosts in each file, as a line of JSON.
use strict;
use warnings;

# The module looks up the user's home directory; here it is the scratch one.
BEGIN { *CORE::GLOBAL::getpwuid = sub { ('scratch') x 7, $ENV{HOME} } }

use JSON::PP;
use MIME::Base64;
use Net::Netrc;

my $file = "$ENV{HOME}/.netrc";
$| = 1;

while (my $line = <STDIN>) {
  my $question = decode_json($line);
  umask 0077;
  open my $out, '>:raw', $file or die "no file\n";
  print $out decode_base64($question->{content});
  close $out;
  print encode_json([map { in_time($_) } @{ $question->{hosts} }]), "\n";
}

# The module reads the file only once in a process, and never ends on some files.
sub in_time {
  my ($host) = @_;
  pipe my $read, my $write;
  my $child = fork // die "no process\n";
  if ($child == 0) {
    alarm 2;
    my $entry = Net::Netrc->lookup($host);
    print $write encode_json(defined $entry ? [map { encode_base64($_ // '', '') } ($entry->lpa)[0, 1]] : 'none');
    close $write;
    exit;
  }
  close $write;
  my $answer = join '', <$read>;
  waitpid $child, 0;
  return $answer eq '' ? 'refused' : JSON::PP->new->allow_nonref->decode($answer);
}
