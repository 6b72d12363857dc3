using MailFront.Configuration.Options;
using MailFront.Configuration.Settings;

namespace MailFront.Configuration.Loading;

/// <summary>The policy server.</summary>
internal static class PolicyReader
{
    private const string Refused = "MailFront does not start with it";

    private static readonly MailFrontOption[] _dependents =
    [
        MailFrontOptions.PolicyHeader, MailFrontOptions.PolicyHeaderFile, MailFrontOptions.PolicyNonce, MailFrontOptions.PolicyNonceFile,
        MailFrontOptions.PolicyHashTruncate, MailFrontOptions.PolicyRejectOnFail, MailFrontOptions.PolicyLogOnly, MailFrontOptions.PolicyCheckVerified,
    ];

    /// <summary>Reads <c>mailfront_policy_*</c>; null without a URL.</summary>
    public static PolicySettings? Read(OptionReader reader, IConfigurationSource source)
    {
        var option = MailFrontOptions.PolicyUrl.Name;
        if (reader.Find(option) is not { } value)
        {
            foreach (var lost in _dependents.Select(dependent => reader.Find(dependent.Name)).OfType<ImapdConf.ImapdConfValue>())
            {
                reader.Diagnostics.Warning(lost.Place, lost.Name, $"{lost.Name} is set, but {option} is not", "no effect");
            }

            return null;
        }

        var isUrl = RemoteCheckerReader.TryReadUrl(reader, value, value.Text, out _);
        var nonce = SecretReader.Read(reader, source, MailFrontOptions.PolicyNonce, MailFrontOptions.PolicyNonceFile);
        if (nonce is null || nonce.Reveal().Length == 0)
        {
            reader.Diagnostics.Error(
                value.Place,
                option,
                $"{option} needs {MailFrontOptions.PolicyNonce.Name}: without it anybody could look up passwords by their hash",
                Refused);
        }

        return isUrl && nonce is not null ? Make(reader, source, value.Text, nonce) : null;
    }

    private static PolicySettings Make(OptionReader reader, IConfigurationSource source, string url, HiddenText nonce)
    {
        var header = SecretReader.Read(reader, source, MailFrontOptions.PolicyHeader, MailFrontOptions.PolicyHeaderFile);
        if (header is not null && !HeaderLine.IsWellFormed(header.Reveal(), mayLackName: true))
        {
            var option = reader.Find(MailFrontOptions.PolicyHeader.Name) is null ? MailFrontOptions.PolicyHeaderFile : MailFrontOptions.PolicyHeader;
            reader.Diagnostics.Error(reader.PlaceOf(option.Name), option.Name, $"{option.Name} is no header line; expected Name: value", Refused);
        }

        var settings = new PolicySettings(url, nonce)
        {
            Header = header,
            HashBits = reader.Number(MailFrontOptions.PolicyHashTruncate),
            RejectsOnFailure = reader.Word(MailFrontOptions.PolicyRejectOnFail, false, true),
            OnlyLogs = reader.Word(MailFrontOptions.PolicyLogOnly, false, true),
            ChecksVerified = reader.Word(MailFrontOptions.PolicyCheckVerified, false, true),
        };
        if (settings is { OnlyLogs: true, RejectsOnFailure: true })
        {
            reader.Diagnostics.Warning(
                reader.PlaceOf(MailFrontOptions.PolicyRejectOnFail.Name),
                MailFrontOptions.PolicyRejectOnFail.Name,
                $"{MailFrontOptions.PolicyRejectOnFail.Name} is set together with {MailFrontOptions.PolicyLogOnly.Name}",
                "nobody is rejected");
        }

        return settings;
    }
}
