using MailFront.Protocol;

namespace MailFront.Sessions;

/// <summary>What greetings and ID tell of the server: its name, and as much of the product as <c>serverinfo</c> allows.</summary>
/// <param name="ServerName"><c>servername</c>.</param>
/// <param name="Disclosure"><c>serverinfo</c>.</param>
/// <param name="Version">Version of MailFront.</param>
public sealed record ServerIdentity(string ServerName, ServerDisclosure Disclosure, string Version)
{
    /// <summary>Name of the product in greetings and ID.</summary>
    public const string ProductName = "MailFront";

    /// <summary>Greeting text in Cyrus' form: <c>servername MailFront IMAP 0.1.0 server ready</c>.</summary>
    public string GreetingText(MailProtocol protocol)
    {
        var name = protocol == MailProtocol.Imap ? "IMAP" : "POP3";
        return Disclosure switch
        {
            ServerDisclosure.On => $"{ServerName} {ProductName} {name} {Version} server ready",
            ServerDisclosure.Min => $"{ServerName} {ProductName} {name} server ready",
            _ => "server ready",
        };
    }
}
