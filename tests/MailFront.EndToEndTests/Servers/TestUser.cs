using System.Text;

namespace MailFront.EndToEndTests.Servers;

/// <summary>A user of the tests. Every password contains the word canary, so that a leak into any log is found.</summary>
internal sealed record TestUser(string Name, string Password)
{
    public string NameAndPassword => $"{Name}:{Password}";

    /// <summary>The SASL PLAIN message without authzid (RFC 4616).</summary>
    public string PlainMessage => Convert.ToBase64String(Encoding.UTF8.GetBytes($"\0{Name}\0{Password}"));
}
