using System.Globalization;
using System.Net;
using MailFront.EndToEndTests.Product;
using MailFront.EndToEndTests.Servers;

namespace MailFront.EndToEndTests.Clients;

/// <summary>Python's imaplib and poplib see through MailFront what they see on the backend itself.</summary>
[Collection(DovecotSessions.Name)]
public sealed class PythonClientTests(DovecotFront fixture)
{
    [Theory]
    [InlineData("imap", "login", "alice")]
    [InlineData("imap", "plain", "bob")]
    [InlineData("imaps", "login", "bob")]
    [InlineData("starttls", "plain", "alice")]
    public async Task Imaplib_sees_what_the_backend_has(string kind, string mechanism, string name)
    {
        var user = DovecotFront.UserNamed(name);
        var through = kind == "imaps" ? fixture.Front.Imaps : fixture.Front.Imap;

        var seen = await ScriptAsync("imap_session.py", [kind, mechanism], through, user);

        Assert.Equal(await ScriptAsync("imap_session.py", ["imap", mechanism], fixture.Pair.BackendOf(user).Imap, user), seen);
        Assert.Contains("exists=13\n", seen, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pop3", "carol")]
    [InlineData("pop3s", "bob")]
    [InlineData("stls", "carol")]
    public async Task Poplib_sees_what_the_backend_has(string kind, string name)
    {
        var user = DovecotFront.UserNamed(name);
        var through = kind == "pop3s" ? fixture.Front.Pop3s : fixture.Front.Pop3;

        var seen = await ScriptAsync("pop3_session.py", [kind], through, user);

        Assert.Equal(await ScriptAsync("pop3_session.py", ["pop3"], fixture.Pair.BackendOf(user).Pop3, user), seen);
        Assert.Contains("count=13\n", seen, StringComparison.Ordinal);
    }

    private static async Task<string> ScriptAsync(string script, string[] options, EndPoint server, TestUser user)
    {
        var address = Assert.IsType<IPEndPoint>(server);
        string[] arguments =
            [Repository.ClientScript(script), .. options, address.Address.ToString(), address.Port.ToString(CultureInfo.InvariantCulture)];
        return (await RunningProgram.RunAsync("/usr/bin/python3", arguments, $"{user.Name}\n{user.Password}\n")).Succeeded().Output;
    }
}
