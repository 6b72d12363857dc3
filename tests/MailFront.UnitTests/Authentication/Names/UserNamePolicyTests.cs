using System.Text;
using MailFront.Authentication.Names;

namespace MailFront.UnitTests.Authentication.Names;

public sealed class UserNamePolicyTests
{
    private static UserNameOptions Plain { get; } = new() { DefaultDomain = "example.com" };
    private static UserNameOptions Virtual { get; } = Plain with { VirtualDomains = VirtualDomainsMode.UserId };

    [Theory]
    [InlineData("anna", "anna")]
    [InlineData("Anna", "anna")]
    [InlineData("anna@example.com", "anna@example.com")]
    [InlineData("anna lee", "anna lee")]
    [InlineData("anna+lists", "anna+lists")]
    [InlineData("anna.b-c_d", "anna.b-c_d")]
    [InlineData("ANYBODY", "anyone")]
    [InlineData("anyone", "anyone")]
    [InlineData("anyone@example.com", "anyone@example.com")]
    [InlineData("#anna", "#anna")]
    public void Without_virtual_domains_the_whole_name_is_the_user(string raw, string name)
    {
        UserNameOutcome outcome = Canonicalise(Plain, raw);

        Assert.Equal(new UserNameOutcome(UserNameRefusal.None, name, null), outcome);
    }

    [Theory]
    [InlineData("anna", "anna")]
    [InlineData("Anna@Example.COM", "anna")]
    [InlineData("anna%example.com", "anna")]
    [InlineData("anna%example.org", "anna@example.org")]
    [InlineData("anna@one@example.com", "anna@one")]
    [InlineData("anna@", "anna@")]
    [InlineData("Anybody@example.org", "anyone")]
    [InlineData("anyone%example.org", "anyone")]
    public void With_virtual_domains_the_last_at_or_percent_starts_the_domain(string raw, string name)
    {
        UserNameOutcome outcome = Canonicalise(Virtual, raw);

        Assert.Equal(new UserNameOutcome(UserNameRefusal.None, name, null), outcome);
    }

    [Fact]
    public void Mode_on_leaves_a_bare_name_alone_and_asks_no_name_service()
    {
        UserNameOutcome outcome = Canonicalise(Plain with { VirtualDomains = VirtualDomainsMode.On }, "anna");

        Assert.Equal("anna", outcome.Name);
    }

    [Fact]
    public void Case_is_kept_when_lower_casing_is_off()
    {
        UserNameOutcome outcome = Canonicalise(Plain with { LowerCase = false }, "Anna");

        Assert.Equal("Anna", outcome.Name);
    }

    [Theory]
    [InlineData("")]
    [InlineData("@example.com")]
    public void An_empty_name_is_refused(string raw)
    {
        UserNameOutcome outcome = Canonicalise(Virtual, raw);

        Assert.Equal(new UserNameOutcome(UserNameRefusal.Empty, string.Empty, null), outcome);
    }

    [Theory]
    [InlineData("a&b")]
    [InlineData("a%b")]
    [InlineData("a:b")]
    [InlineData("group:staff")]
    [InlineData("a*b")]
    [InlineData("a/b")]
    [InlineData("a?b")]
    [InlineData("a\0b")]
    [InlineData("a\rb")]
    [InlineData("a\nb")]
    [InlineData("a\tb")]
    [InlineData("a\u007fb")]
    [InlineData("münchen")]
    public void A_forbidden_octet_is_refused(string raw)
    {
        UserNameOutcome outcome = Canonicalise(Plain, raw);

        Assert.Equal(UserNameRefusal.ForbiddenCharacter, outcome.Refusal);
        Assert.False(outcome.IsAccepted);
    }

    [Fact]
    public void A_percent_in_front_of_the_domain_is_refused()
    {
        UserNameOutcome outcome = Canonicalise(Virtual, "a%b@example.org");

        Assert.Equal(UserNameRefusal.ForbiddenCharacter, outcome.Refusal);
    }

    [Fact]
    public void Every_octet_is_judged_as_the_table_of_Cyrus_does()
    {
        string refused = string.Concat(Enumerable.Range(0, 256)
            .Where(octet => !new UserNamePolicy(Plain).Canonicalise([(byte)'x', (byte)octet, (byte)'y']).IsAccepted)
            .Select(octet => (char)octet));

        string controls = string.Concat(Enumerable.Range(0, 0x20).Select(octet => (char)octet));
        string high = string.Concat(Enumerable.Range(0x7f, 0x81).Select(octet => (char)octet));
        Assert.Equal(controls + "%&*/:?" + high, refused);
    }

    [Theory]
    [InlineData(80, UserNameRefusal.None)]
    [InlineData(81, UserNameRefusal.TooLong)]
    [InlineData(512, UserNameRefusal.TooLong)]
    [InlineData(100_000, UserNameRefusal.TooLong)]
    public void A_name_has_at_most_80_octets(int length, UserNameRefusal refusal)
    {
        UserNameOutcome outcome = Canonicalise(Plain, new string('a', length));

        Assert.Equal(refusal, outcome.Refusal);
    }

    [Fact]
    public void The_default_domain_does_not_count_towards_the_length()
    {
        UserNameOutcome outcome = Canonicalise(Virtual, new string('a', 80) + "@example.com");

        Assert.Equal(80, outcome.Name.Length);
    }

    [Theory]
    [InlineData("anonymous")]
    [InlineData("ANONYMOUS@example.org")]
    public void Anonymous_is_no_user_with_a_password(string raw)
    {
        UserNameOutcome outcome = Canonicalise(Virtual, raw);

        Assert.Equal(UserNameRefusal.Anonymous, outcome.Refusal);
    }

    [Theory]
    [InlineData("anna+", "anna", "+")]
    [InlineData("anna+Lists", "anna", "+Lists")]
    [InlineData("anna+a+b", "anna", "+a+b")]
    [InlineData("anna+x@example.org", "anna@example.org", "+x")]
    [InlineData("anna", "anna", null)]
    public void A_detail_is_cut_from_the_first_plus_to_the_domain_when_asked_for(string raw, string name, string? detail)
    {
        UserNameOutcome outcome = Canonicalise(Virtual with { CutDetail = true }, raw);

        Assert.Equal(new UserNameOutcome(UserNameRefusal.None, name, detail), outcome);
    }

    [Fact]
    public void Without_virtual_domains_a_detail_goes_to_the_end()
    {
        UserNameOutcome outcome = Canonicalise(Plain with { CutDetail = true }, "anna+x@example.org");

        Assert.Equal(new UserNameOutcome(UserNameRefusal.None, "anna", "+x@example.org"), outcome);
    }

    [Fact]
    public void A_name_that_is_only_detail_is_refused()
    {
        UserNameOutcome outcome = Canonicalise(Plain with { CutDetail = true }, "+x");

        Assert.Equal(UserNameRefusal.Empty, outcome.Refusal);
    }

    private static UserNameOutcome Canonicalise(UserNameOptions options, string raw) =>
        new UserNamePolicy(options).Canonicalise(Encoding.UTF8.GetBytes(raw));
}
