using MailFront.Configuration.Options;
using MailFront.Configuration.Values;

namespace MailFront.UnitTests.Configuration.Options;

public class OptionCatalogueTests
{
    private static readonly string[] _branches = ["2.4", "2.5", "3.0", "3.2", "3.4", "3.6", "3.8", "3.10", "3.12"];

    [Fact]
    public void All_names_are_there_and_lower_case()
    {
        Assert.True(OptionCatalogue.Names.Count() >= 600, $"{OptionCatalogue.Names.Count()} names");
        Assert.All(OptionCatalogue.Names, name => Assert.Matches("^[a-z0-9_]+$", name));
    }

    [Theory]
    [InlineData("servername")]
    [InlineData("berkeley_cachesize")]
    [InlineData("tls_server_cert")]
    [InlineData("backup_retention")]
    [InlineData("jmap_max_size_upload")]
    [InlineData("sync_cache_db")]
    [InlineData("acl_admin_implies_write")]
    [InlineData("quotawarnpercent")]
    [InlineData("maxargssize")]
    [InlineData("allowstarttls")]
    [InlineData("imap_inprogress_interval")]
    [InlineData("sasl_saslauthd_path")]
    public void Names_of_each_branch_are_known(string name)
    {
        Assert.NotNull(OptionCatalogue.Find(name));
    }

    [Fact]
    public void Each_branch_is_a_branch_and_each_new_name_exists()
    {
        Assert.All(OptionCatalogue.Cyrus.Values, option => Assert.Contains(option.Since, _branches));
        Assert.All(
            OptionCatalogue.Cyrus.Values.Where(option => option.Role == OptionRole.Deprecated),
            option => Assert.NotEqual(OptionRole.Deprecated, OptionCatalogue.Find(option.Area)!.Role));
    }

    [Fact]
    public void Each_part_of_Cyrus_has_an_explanation()
    {
        var areas = OptionCatalogue.Cyrus.Values.Where(option => option.Role == OptionRole.Elsewhere).Select(option => option.Area).Distinct();

        Assert.All(areas, area => Assert.NotEqual(OptionCatalogue.Explain("no such area"), OptionCatalogue.Explain(area)));
    }

    [Theory]
    [InlineData("tls_cert_file", "tls_server_cert")]
    [InlineData("tls_cipher_list", "tls_ciphers")]
    [InlineData("autocreatequota", "autocreate_quota")]
    public void Old_names_lead_to_new_ones(string old, string name)
    {
        Assert.Equal(name, OptionCatalogue.Find(old)!.Area);
        Assert.Contains(old, OptionCatalogue.OldNamesOf(name));
    }

    [Fact]
    public void MailFronts_own_table_is_sound()
    {
        Assert.Equal(MailFrontOptions.All.Count, MailFrontOptions.All.Select(option => option.Name).Distinct().Count());
        Assert.All(MailFrontOptions.All, option => Assert.StartsWith("mailfront_", option.Name, StringComparison.Ordinal));
        Assert.All(MailFrontOptions.All, option => Assert.NotEmpty(option.Doc));
        Assert.All(
            MailFrontOptions.All.Where(option => option.Kind == MailFrontOptionKind.Word),
            option => Assert.Contains(option.Default, option.Words));
        Assert.All(
            MailFrontOptions.All.Where(option => option.Kind == MailFrontOptionKind.Duration),
            option => Assert.All([option.Default, option.Minimum, option.Maximum], text => Assert.True(DurationValue.TryParse(text, DurationUnit.Seconds, out _))));
        Assert.All(
            MailFrontOptions.All.Where(option => option.Kind == MailFrontOptionKind.Number),
            option => Assert.All([option.Default, option.Minimum, option.Maximum], text => Assert.True(IntegerValue.TryParse(text, out _))));
    }

    [Fact]
    public void Every_field_of_MailFronts_table_is_in_its_list()
    {
        var fields = typeof(MailFrontOptions).GetFields().Select(field => field.GetValue(null)).OfType<MailFrontOption>();

        Assert.Equal(fields.Select(option => option.Name).Order(), MailFrontOptions.All.Select(option => option.Name).Order());
    }
}
