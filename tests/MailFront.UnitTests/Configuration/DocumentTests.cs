using System.Text.RegularExpressions;
using MailFront.Configuration.Options;

namespace MailFront.UnitTests.Configuration;

public partial class DocumentTests
{
    private static readonly string _document = File.ReadAllText(Path.Combine(RepositoryFiles.Root, "docs", "configuration.md"));

    [Fact]
    public void Each_option_of_the_table_is_in_the_document_and_the_other_way_round()
    {
        var documented = OwnNames().Matches(_document).Select(match => MailFrontOptions.Find(match.Value)?.Name ?? match.Value).Distinct().Order();

        Assert.Equal(MailFrontOptions.All.Select(option => option.Name).Order(), documented);
    }

    [Fact]
    public void The_document_gives_the_defaults_of_the_table()
    {
        foreach (var option in MailFrontOptions.All.Where(option => option.IsServed && !option.IsFamily && option.Default.Length > 0))
        {
            Assert.Matches($@"(?m)^\| `{option.Name}` \|[^|]*\| `{Regex.Escape(option.Default)}`", _document);
        }
    }

    [Fact]
    public void The_document_gives_the_ranges_of_the_table()
    {
        var ranged = MailFrontOptions.All.Where(option => option.Minimum is not null || option.Maximum is not null).ToList();

        Assert.NotEmpty(ranged);
        Assert.All(ranged, option => Assert.Matches($@"(?m)^\| `{option.Name}` \|[^|]*, {option.Minimum} to {option.Maximum} \|", _document));
    }

    [Fact]
    public void Each_option_of_Cyrus_that_is_honoured_is_in_the_document()
    {
        var honoured = OptionCatalogue.Cyrus.Values.Where(option => option.Role is OptionRole.Used or OptionRole.Process);

        Assert.All(honoured, option => Assert.Contains($"`{option.Name}`", _document, StringComparison.Ordinal));
    }

    // A family ends in '_' before its '<label>', and is meant by any name that has a label of an example.
    // mailfront_users is no option but the table of a query.
    [GeneratedRegex(@"mailfront_(?!users\b)[a-z0-9_]+")]
    private static partial Regex OwnNames();
}
