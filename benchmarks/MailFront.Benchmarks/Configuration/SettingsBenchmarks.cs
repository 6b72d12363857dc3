using System.Text;
using BenchmarkDotNet.Attributes;
using MailFront.Configuration;
using MailFront.Configuration.CyrusConf;
using MailFront.Configuration.ImapdConf;

namespace MailFront.Benchmarks.Configuration;

/// <summary>Reading the two files: what a start and a reload cost, for a large murder (200 backends, 40 services).</summary>
[MemoryDiagnoser]
public class SettingsBenchmarks
{
    private const int Backends = 200;
    private const int Services = 40;

    private readonly TextSource _source = new();

    /// <summary>Writes the files.</summary>
    [GlobalSetup]
    public void Write()
    {
        var imapd = new StringBuilder("configdirectory: /c\nsasl_pwcheck_method: saslauthd\ntls_server_cert: /ok\n");
        for (var i = 0; i < Backends; i++)
        {
            imapd.Append($"mailfront_backend_be{i}: be{i}.example.org:143 tls=starttls\nbe{i}_password: secret{i}\n");
        }

        var cyrus = new StringBuilder("SERVICES {\n");
        for (var i = 0; i < Services; i++)
        {
            cyrus.Append($"  imap{i} cmd=\"imapd -s\" listen=\"127.0.0.1:{10_000 + i}\" prefork=5 maxchild=1000\n");
        }

        _source.Imapd = imapd.ToString();
        _source.Cyrus = cyrus.Append("}\n").ToString();
    }

    /// <summary>cyrus.conf to sections.</summary>
    [Benchmark]
    public int ParseCyrusConf() => CyrusConfParser.Parse(_source.Cyrus, "/cyrus.conf", new DiagnosticBag()).Count;

    /// <summary>imapd.conf to options.</summary>
    [Benchmark(Baseline = true)]
    public int ParseImapdConf() => ImapdConfParser.Parse("/imapd.conf", _source, cyrusPath: null, new DiagnosticBag()).InOrder.Count;

    /// <summary>Both files to settings and findings, as at a reload.</summary>
    [Benchmark]
    public int LoadBoth() => SettingsLoader.Load("/cyrus.conf", "/imapd.conf", _source, "host").Diagnostics.Count;

    private sealed class TextSource : IConfigurationSource
    {
        public string Imapd { get; set; } = string.Empty;

        public string Cyrus { get; set; } = string.Empty;

        public string? Read(string path) => path switch
        {
            "/imapd.conf" => Imapd,
            "/cyrus.conf" => Cyrus,
            _ => null,
        };

        public bool Exists(string path) => true;
    }
}
