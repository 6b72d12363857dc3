using MailFront.Directory;

namespace MailFront.UnitTests.Directory;

public sealed class AclTextTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("jo lrs", "jo\tlrs\t")]
    [InlineData("jo lrswipkxtecda anyone p", "jo\tlrswipkxtecda\tanyone\tp\t")]
    [InlineData("jo\tlrs\tanyone\tp\t", "jo\tlrs\tanyone\tp\t")]
    [InlineData("jo\tlrs", "jo\tlrs\t")]
    [InlineData("group:big team\tlrs\t", "group:big team\tlrs\t")]
    [InlineData("-eve\t\t", "-eve\t\t")]
    public void Pairs_are_read_with_tabs_or_blanks(string text, string expected)
    {
        Assert.True(AclText.TryParse(text, out var acl));
        Assert.Equal(expected, acl);
    }

    [Theory]
    [InlineData("jo")]
    [InlineData("jo lrs anyone")]
    [InlineData("jo l-s")]
    [InlineData("j\0o\tlrs\t")]
    public void Other_texts_are_no_lists(string text) => Assert.False(AclText.TryParse(text, out _));
}
