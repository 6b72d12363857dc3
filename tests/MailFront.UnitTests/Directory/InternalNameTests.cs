using MailFront.Directory;

namespace MailFront.UnitTests.Directory;

public sealed class InternalNameTests
{
    private static InternalNameOptions Plain => new();

    private static InternalNameOptions Domains => new() { VirtualDomains = true, DefaultDomain = "Example.COM" };

    [Theory]
    [InlineData("jo", "user.jo")]
    [InlineData("jo.smith", "user.jo^smith")]
    [InlineData("jo@example.org", "user.jo@example^org")]
    [InlineData("jörg", "user.jörg")]
    public void Without_virtual_domains_the_whole_user_is_one_level(string user, string expected)
    {
        Assert.True(InternalName.TryOfInbox(user, Plain, out var name));
        Assert.Equal(expected, name);
    }

    [Theory]
    [InlineData("jo", "user.jo")]
    [InlineData("jo.smith@Example.ORG", "example.org!user.jo^smith")]
    [InlineData("jo@example.com", "user.jo")]
    public void With_virtual_domains_the_domain_goes_first_unless_it_is_the_default(string user, string expected)
    {
        Assert.True(InternalName.TryOfInbox(user, Domains, out var name));
        Assert.Equal(expected, name);
    }

    [Theory]
    [InlineData("")]
    [InlineData("@example.org")]
    [InlineData("jo@")]
    [InlineData("jo!user.eve")]
    [InlineData("jo\0")]
    [InlineData("jo\r\nx")]
    [InlineData("jo\uD800")]
    public void Some_users_cannot_have_an_inbox(string user) => Assert.False(InternalName.TryOfInbox(user, Domains, out _));

    [Theory]
    [InlineData("user.jo^smith", "jo.smith")]
    [InlineData("example.org!user.jo", "jo@example.org")]
    [InlineData("user.jo.Sent", null)]
    [InlineData("user.", null)]
    [InlineData("shared.jo", null)]
    [InlineData("DELETED.user.jo.6B0291BD", null)]
    public void The_user_of_an_inbox_is_found_again(string name, string? expected)
    {
        InternalName.TryUserOfInbox(name, out var user);

        Assert.Equal(expected, user);
    }

    [Theory]
    [InlineData("jo", NameKind.Guess, "user.jo")]
    [InlineData("JO", NameKind.Guess, "user.jo")]
    [InlineData("user.jo", NameKind.Guess, "user.jo")]
    [InlineData("user.Jo.Sent", NameKind.Guess, "user.Jo.Sent")]
    [InlineData("user/jo.smith/Sent", NameKind.Guess, "user.jo^smith.Sent")]
    [InlineData("user/jo/Sent@example.org", NameKind.Guess, "example.org!user.jo.Sent")]
    [InlineData("example.org!user.jo", NameKind.Guess, "example.org!user.jo")]
    [InlineData("board.chk", NameKind.Mailbox, "board.chk")]
    [InlineData("board.chk", NameKind.Guess, "user.board^chk")]
    [InlineData("user.jo", NameKind.User, "user.user^jo")]
    [InlineData("jo@example.com", NameKind.Guess, "user.jo")]
    public void An_argument_is_a_mailbox_or_a_user(string text, NameKind kind, string expected)
    {
        Assert.True(InternalName.TryFromArgument(text, kind, Domains, out var name));
        Assert.Equal(expected, name);
    }

    [Theory]
    [InlineData("")]
    [InlineData("user.")]
    [InlineData("user..jo")]
    [InlineData("user.jo.")]
    [InlineData("a!b!c")]
    [InlineData("a!")]
    [InlineData("!user.jo")]
    [InlineData("user.j\to")]
    [InlineData("user/")]
    public void Some_arguments_are_no_names(string text) =>
        Assert.False(InternalName.TryFromArgument(text, NameKind.Guess, Plain, out _));

    [Fact]
    public void A_name_has_a_limit_in_bytes()
    {
        Assert.True(InternalName.IsValid(new string('a', 1023)));
        Assert.False(InternalName.IsValid(new string('a', 1024)));
        Assert.False(InternalName.IsValid(new string('é', 512)));
    }

    [Fact]
    public void Names_compare_as_their_bytes_do()
    {
        string[] names = ["user.jo", "user.jo.Sent", "user.jo^smith", "user.joe", "user.\uFFFDx", "user.\U0001F4E7", "user.é", "DELETED.a", "user.jo Sent"];

        var sorted = names.Order(Comparer<string>.Create(InternalName.Compare));

        var byBytes = names.OrderBy(static name => Convert.ToHexString(System.Text.Encoding.UTF8.GetBytes(name)), StringComparer.Ordinal);
        Assert.Equal(byBytes, sorted);
    }
}
