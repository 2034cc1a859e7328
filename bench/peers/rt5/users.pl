# Makes agents and customers, and lets both do what they need, by RT's own interface: users.pl AGENTS CUSTOMERS
use strict;
use warnings;
use lib '/usr/share/request-tracker5/lib';
use RT -init;

my ($agents, $customers) = @ARGV;
my $queue = RT::Queue->new(RT->SystemUser);
$queue->Load('General');
my $everyone = RT::Group->new(RT->SystemUser);
$everyone->LoadSystemInternalGroup('Everyone');
$everyone->PrincipalObj->GrantRight(Right => $_, Object => $queue) for qw(CreateTicket ReplyToTicket SeeQueue);
my $staff = RT::Group->new(RT->SystemUser);
$staff->LoadSystemInternalGroup('Privileged');
$staff->PrincipalObj->GrantRight(Right => $_, Object => $queue)
    for qw(ShowTicket ShowTicketComments OwnTicket ModifyTicket CommentOnTicket ReplyToTicket StealTicket TakeTicket CreateTicket SeeQueue);

sub make {
    my %user = @_;
    my ($made, $said) = RT::User->new(RT->SystemUser)->Create(%user);
    die $said unless $made;
}
make(Name => "agent$_", EmailAddress => "agent$_\@example.com", Privileged => 1) for 0 .. $agents - 1;
RT->DatabaseHandle->BeginTransaction;
make(Name => "cust$_\@example.org", EmailAddress => "cust$_\@example.org", Privileged => 0) for 0 .. $customers - 1;
RT->DatabaseHandle->Commit;
my $agent = RT::User->new(RT->SystemUser);
$agent->Load('agent0');
my ($set, $said) = $agent->SetPassword('agentpass1');
die $said unless $set;
