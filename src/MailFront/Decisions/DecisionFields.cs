using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace MailFront.Decisions;

/// <summary>
/// Names of the fields of a decision log, a contract (docs/defence.md). At most eight octets each: there are a million lines an hour, and a name is
/// found by one comparison of integers.
/// </summary>
internal static class DecisionFields
{
    public static readonly JsonEncodedText Kind = Name("k");
    public static readonly JsonEncodedText Number = Name("n");
    public static readonly JsonEncodedText At = Name("t");
    public static readonly JsonEncodedText Session = Name("id");
    public static readonly JsonEncodedText Service = Name("svc");
    public static readonly JsonEncodedText User = Name("u");
    public static readonly JsonEncodedText Source = Name("ip");
    public static readonly JsonEncodedText Fingerprint = Name("fp");
    public static readonly JsonEncodedText HasLocation = Name("loc");
    public static readonly JsonEncodedText Result = Name("result");
    public static readonly JsonEncodedText Class = Name("class");
    public static readonly JsonEncodedText Why = Name("why");
    public static readonly JsonEncodedText Count = Name("count");
    public static readonly JsonEncodedText Proven = Name("proven");
    public static readonly JsonEncodedText Suspect = Name("suspect");
    public static readonly JsonEncodedText Alarm = Name("alarm");
    public static readonly JsonEncodedText Checkpoint = Name("at");
    public static readonly JsonEncodedText Now = Name("now");
    public static readonly JsonEncodedText Age = Name("age");
    public static readonly JsonEncodedText Failures = Name("fail");
    public static readonly JsonEncodedText Distinct = Name("dist");
    public static readonly JsonEncodedText Limits = Name("limits");
    public static readonly JsonEncodedText Connections = Name("conns");
    public static readonly JsonEncodedText PreLogin = Name("pre");
    public static readonly JsonEncodedText ServiceConnections = Name("svcconns");
    public static readonly JsonEncodedText ServiceCap = Name("svccap");
    public static readonly JsonEncodedText Proxied = Name("proxied");
    public static readonly JsonEncodedText Full = Name("full");
    public static readonly JsonEncodedText Score = Name("score");
    public static readonly JsonEncodedText Highest = Name("highest");
    public static readonly JsonEncodedText RuleDelay = Name("ruledly");
    public static readonly JsonEncodedText RuledClass = Name("ruled");
    public static readonly JsonEncodedText Withheld = Name("withheld");
    public static readonly JsonEncodedText Action = Name("do");
    public static readonly JsonEncodedText Delay = Name("wait");
    public static readonly JsonEncodedText Deadline = Name("deadline");
    public static readonly JsonEncodedText Listed = Name("list");

    /// <summary><see cref="Kind"/> of a header.</summary>
    public const string Header = "header";

    private const int Longest = sizeof(ulong);

    /// <summary>A name as an integer; 0 for one that is too long to be ours.</summary>
    public static ulong Pack(ReadOnlySpan<byte> name)
    {
        if (name.Length > Longest)
        {
            return 0;
        }

        ulong packed = 0;
        name.CopyTo(MemoryMarshal.AsBytes(MemoryMarshal.CreateSpan(ref packed, 1)));
        return packed;
    }

    private static JsonEncodedText Name(string name) =>
        Encoding.UTF8.GetByteCount(name) <= Longest ? JsonEncodedText.Encode(name) : throw new ArgumentOutOfRangeException(nameof(name));
}
