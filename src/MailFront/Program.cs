using System.CommandLine;
using MailFront.Commands;
using MailFront.Serving;

SocketThreads.RunContinuationsInline();
var root = new RootCommand("MailFront: the front door of a mail system. IMAP and POP3 in front, Cyrus or Dovecot backends behind.")
{
    ServeCommand.Create(),
    CheckCommand.Create(),
    PasswdCommand.Create(),
    DirectoryCommand.Create(),
    CtlCommand.Create(),
    PolicyCommand.Create(),
};
var invocation = new InvocationConfiguration
{
    // Signals are handled by the server itself: it drains, reloads and chooses the exit code.
    ProcessTerminationTimeout = null,
};
return await root.Parse(args).InvokeAsync(invocation);
