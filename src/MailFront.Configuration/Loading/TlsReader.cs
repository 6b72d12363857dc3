using MailFront.Configuration.ImapdConf;
using MailFront.Configuration.Options;
using MailFront.Configuration.Settings;
using MailFront.Configuration.Tls;
using MailFront.Configuration.Values;

namespace MailFront.Configuration.Loading;

/// <summary>TLS towards clients.</summary>
internal static class TlsReader
{
    private const int MostPairs = 2;
    private const string Disabled = "disabled";

    /// <summary>Reads all <c>tls_*</c> options that concern clients.</summary>
    public static TlsSettings Read(OptionReader reader, IConfigurationSource source)
    {
        var certificates = ReadPairs(reader, source);
        var caFile = reader.ExistingFile("tls_client_ca_file", source);
        TellIgnored(reader);
        return new TlsSettings
        {
            Certificates = certificates,
            SniCertificates = ReadSni(reader, source),
            ChainFile = reader.ExistingFile("tls_server_ca_file", source),
            ClientCertificates = ReadClientCertificates(reader, hasCa: caFile is not null),
            ClientCaFile = caFile,
            Versions = ReadVersions(reader),
            CipherString = reader.Text("tls_ciphers") ?? TlsSettings.DefaultCipherString,
            CipherSuites = ReadCiphers(reader),
        };
    }

    private static List<TlsCertificateFiles> ReadPairs(OptionReader reader, IConfigurationSource source)
    {
        var key = reader.Find("tls_server_key");
        if (reader.Find("tls_server_cert") is not { } certificate || certificate.Text == Disabled || key?.Text == Disabled)
        {
            return [];
        }

        var files = reader.Expand(certificate.Text).Split(',');
        var keys = key is null ? [] : reader.Expand(key.Text).Split(',');
        if (files.Length > MostPairs || (key is not null && keys.Length != files.Length))
        {
            reader.Diagnostics.Error(
                certificate.Place,
                certificate.Name,
                "tls_server_cert and tls_server_key need the same number of files, one or two, with commas and no blanks between",
                "MailFront does not start with it");
            // The certificates stay known, so that this one mistake is not told again for each service with -s.
            return [.. files.Select(file => new TlsCertificateFiles(file, KeyFile: null))];
        }

        var found = new List<TlsCertificateFiles>();
        for (var i = 0; i < files.Length; i++)
        {
            var pair = new TlsCertificateFiles(files[i], key is null ? null : keys[i]);
            MustExist(reader, source, certificate, pair.CertificateFile);
            MustExist(reader, source, key ?? certificate, pair.KeyFile ?? pair.CertificateFile);
            found.Add(pair);
        }

        return found;
    }

    private static List<TlsCertificateFiles> ReadSni(OptionReader reader, IConfigurationSource source)
    {
        var found = new List<TlsCertificateFiles>();
        foreach (var value in reader.File.InOrder.Where(value => MailFrontOptions.Find(value.Name) == MailFrontOptions.TlsSni))
        {
            var files = reader.Expand(value.Text).Split(',', StringSplitOptions.TrimEntries);
            if (files.Length > 2 || files.Contains(string.Empty))
            {
                reader.Bad(value, "certificate file[,key file]");
                continue;
            }

            Array.ForEach(files, file => MustExist(reader, source, value, file));
            found.Add(new TlsCertificateFiles(files[0], files.Length > 1 ? files[1] : null, value.Name[MailFrontOptions.TlsSni.Name.Length..]));
        }

        return found;
    }

    private static void MustExist(OptionReader reader, IConfigurationSource source, ImapdConfValue value, string path)
    {
        if (!source.Exists(path))
        {
            reader.Diagnostics.Error(
                value.Place,
                value.Name,
                $"{value.Name}: file {path} is missing or unreadable",
                "MailFront does not start with it");
        }
    }

    private static ClientCertificates ReadClientCertificates(OptionReader reader, bool hasCa)
    {
        const string Name = "tls_client_certs";
        var asked = reader.Word(
            Name,
            hasCa ? ClientCertificates.Optional : ClientCertificates.Off,
            ("off", ClientCertificates.Off),
            ("optional", ClientCertificates.Optional),
            ("require", ClientCertificates.Require));
        if (asked == ClientCertificates.Require && !hasCa)
        {
            reader.Diagnostics.Error(
                reader.PlaceOf(Name),
                Name,
                "tls_client_certs: require without tls_client_ca_file: no certificate could be good",
                "MailFront does not start with it");
        }

        return hasCa ? asked : ClientCertificates.Off;
    }

    private static TlsVersions ReadVersions(OptionReader reader)
    {
        const string Name = "tls_versions";
        if (reader.Find(Name) is not { } value)
        {
            return TlsVersions.Tls12 | TlsVersions.Tls13;
        }

        var versions = TlsVersions.None;
        foreach (var word in WordList.Split(value.Text))
        {
            versions |= word switch
            {
                "tls1_2" => TlsVersions.Tls12,
                "tls1_3" => TlsVersions.Tls13,
                _ => TlsVersions.None,
            };
            if (word is "ssl2" or "ssl3" or "tls1_0" or "tls1_1")
            {
                reader.Diagnostics.Warning(value.Place, value.Name, $"{word} is not safe (RFC 8996)", "not offered: TLS 1.2 and later only");
            }
            else if (word is not ("tls1_2" or "tls1_3"))
            {
                reader.Diagnostics.Warning(value.Place, value.Name, $"unknown TLS version '{word}'", "ignored");
            }
        }

        if (versions == TlsVersions.None)
        {
            reader.Diagnostics.Error(
                value.Place,
                value.Name,
                "tls_versions leaves no version that MailFront offers (tls1_2, tls1_3)",
                "MailFront does not start with it");
        }

        return versions;
    }

    private static IReadOnlyList<string>? ReadCiphers(OptionReader reader)
    {
        const string Name = "tls_ciphers";
        if (reader.Find(Name) is not { } value)
        {
            return null;
        }

        var parsed = CipherString.Parse(value.Text);
        foreach (var item in parsed.NotHonoured)
        {
            reader.Diagnostics.Warning(
                value.Place,
                value.Name,
                $"'{item}' in a cipher string cannot be honoured",
                parsed.Suites is null ? "the TLS library's own choice is used" : "left out");
        }

        if (parsed.IsDefault)
        {
            reader.Diagnostics.Note(
                value.Place,
                value.Name,
                "the cipher string asks for what the TLS library does anyway",
                "the library's own choice is used");
        }

        return parsed.Suites;
    }

    private static void TellIgnored(OptionReader reader)
    {
        Tell(reader, "tls_eccurve", "the TLS library's own curves are used (X25519 and the NIST curves)");
        Tell(reader, "tls_server_dhparam", "finite-field DH with own parameters is not offered; ECDHE is");
        Tell(reader, "tls_prefer_server_ciphers", "the TLS library decides whose order counts");
        Tell(reader, "tls_session_timeout", "session tickets live as long as the TLS library lets them; resumption cannot be switched off");
        Tell(
            reader,
            "tls_crl_file",
            "client certificates are not checked against a revocation list: keep short-lived certificates, or do not rely on it");
        if (reader.Switch("tls_compression", whenNotSet: false))
        {
            Tell(reader, "tls_compression", "TLS compression is never used (CRIME)");
        }
    }

    private static void Tell(OptionReader reader, string name, string instead)
    {
        if (reader.Find(name) is { } value)
        {
            reader.Diagnostics.Warning(value.Place, value.Name, $"{value.Name} is not honoured", instead);
        }
    }
}
