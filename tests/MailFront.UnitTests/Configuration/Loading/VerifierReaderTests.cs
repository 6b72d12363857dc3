using MailFront.Authentication.Verifiers;
using MailFront.Composition;
using MailFront.Configuration;
using MailFront.Configuration.Settings;

namespace MailFront.UnitTests.Configuration.Loading;

public sealed class VerifierReaderTests
{
    [Fact]
    public void Every_option_reaches_its_setting()
    {
        var read = Sample.SettingsOf(Sample.LoadWith(
            "mailfront_verifier_ttl: 10m\nmailfront_verifier_wrong_ttl: 45\nmailfront_verifier_location_ttl: 5m\nmailfront_verifier_entries: 5000\n")).Checkers.Verifier;

        Assert.Equal(
            new VerifierSettings
            {
                RightFor = TimeSpan.FromMinutes(10),
                WrongFor = TimeSpan.FromSeconds(45),
                LocationFor = TimeSpan.FromMinutes(5),
                Entries = 5000,
            },
            read);
    }

    [Fact]
    public void The_defaults_of_the_files_and_of_the_cache_are_the_same()
    {
        var read = Sample.SettingsOf(Sample.Load()).Checkers.Verifier;

        Assert.Equal(new VerifierSettings(), read);
        Assert.Equal(new VerifierOptions(), LoginMemoryMapping.Options(read));
    }

    [Theory]
    [InlineData("mailfront_verifier_ttl: 0", "mailfront_verifier_ttl")]
    [InlineData("mailfront_verifier_wrong_ttl: 20s", "mailfront_verifier_wrong_ttl")]
    public void What_an_option_costs_is_told(string line, string option)
    {
        var result = Sample.LoadWith(line + "\n");

        var note = Assert.Single(result.Diagnostics, finding => finding.Option == option);
        Assert.Equal((DiagnosticSeverity.Note, 5), (note.Severity, note.Line));
    }
}
