using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using MailFront.Defence;
using MailFront.Defence.Login;

namespace MailFront.Decisions;

/// <summary>The rare lines: heads of files and options. Their names may be long.</summary>
internal static class DecisionOptionsLine
{
    /// <summary>Writes a header's fields.</summary>
    public static void Write(Utf8JsonWriter json, DecisionLogHeader header)
    {
        json.WriteNumber("version", header.Version);
        json.WriteString("run", header.Run);
        json.WriteNumber(DecisionFields.Number, header.Next);
        json.WriteNumber(DecisionFields.At, header.At.Ticks);
        json.WriteString("wall", header.Wall.ToString("O", CultureInfo.InvariantCulture));
        json.WriteString("key", Convert.ToHexStringLower(header.EvidenceKey));
        json.WriteNumber("evidence_pairs", header.Evidence.Pairs);
        json.WriteNumber("evidence_failures", header.Evidence.Failures);
        json.WriteNumber("evidence_addresses", header.Evidence.Addresses);
        json.WriteNumber("evidence_guessed", header.Evidence.GuessedPairs);
        json.WriteNumber("evidence_remembered", header.Evidence.RememberedUsers);
        json.WriteNumber("evidence_known_for", header.Evidence.KnownFor.Ticks);
        json.WriteNumber("capacity", header.Capacity);
        json.WriteBoolean("more", header.HasMore);
        json.WriteString("users", header.HasHashedUsers ? "hashed" : "plain");
    }

    /// <summary>Writes the fields of options.</summary>
    public static void Write(Utf8JsonWriter json, DefenceOptions options)
    {
        json.WriteString("defence", EnumNames<DefenceMode>.Of(options.Mode));
        json.WriteNumber("max_connections", options.MaxConnections);
        json.WriteNumber("max_prelogin", options.MaxPreLoginConnections);
        Networks(json, "trusted", options.Trusted);
        Networks(json, "allow", options.Allow);
        Networks(json, "deny", options.Deny);
    }

    /// <summary>Reads a header; null when it is none that we know.</summary>
    public static DecisionLogHeader? ReadHeader(JsonElement line)
    {
        if (line.GetProperty("version").GetInt32() != DecisionLogHeader.CurrentVersion)
        {
            return null;
        }

        var key = Convert.FromHexString(line.GetProperty("key").GetString() ?? string.Empty);
        return key.Length != DecisionLogHeader.KeyBytes ? null : new DecisionLogHeader
        {
            Run = line.GetProperty("run").GetString() ?? string.Empty,
            Next = line.GetProperty(DecisionFields.Number.EncodedUtf8Bytes).GetInt64(),
            At = Ticks(line, DecisionFields.At.Value),
            Wall = DateTimeOffset.Parse(line.GetProperty("wall").GetString() ?? string.Empty, CultureInfo.InvariantCulture),
            EvidenceKey = key,
            Evidence = new LoginHistoryOptions
            {
                Pairs = line.GetProperty("evidence_pairs").GetInt32(),
                Failures = line.GetProperty("evidence_failures").GetInt32(),
                Addresses = line.GetProperty("evidence_addresses").GetInt32(),
                GuessedPairs = line.GetProperty("evidence_guessed").GetInt32(),
                RememberedUsers = line.GetProperty("evidence_remembered").GetInt32(),
                KnownFor = Ticks(line, "evidence_known_for"),
            },
            Capacity = line.GetProperty("capacity").GetInt32(),
            HasMore = line.GetProperty("more").GetBoolean(),
            HasHashedUsers = line.GetProperty("users").GetString() == "hashed",
        };
    }

    /// <summary>Reads options.</summary>
    public static DefenceOptions ReadOptions(JsonElement line) => new()
    {
        Mode = EnumNames<DefenceMode>.TryFind(Encoding.UTF8.GetBytes(line.GetProperty("defence").GetString() ?? string.Empty), out var mode) ? mode : default,
        MaxConnections = line.GetProperty("max_connections").GetInt32(),
        MaxPreLoginConnections = line.GetProperty("max_prelogin").GetInt32(),
        Trusted = line.TryGetProperty("trusted", out _) ? Networks(line, "trusted") : [],
        Allow = Networks(line, "allow"),
        Deny = Networks(line, "deny"),
    };

    private static TimeSpan Ticks(JsonElement line, string name) => TimeSpan.FromTicks(line.GetProperty(name).GetInt64());

    private static void Networks(Utf8JsonWriter json, string name, IReadOnlyList<IPNetwork> networks)
    {
        json.WriteStartArray(name);
        foreach (var network in networks)
        {
            json.WriteStringValue(network.ToString());
        }

        json.WriteEndArray();
    }

    private static IPNetwork[] Networks(JsonElement line, string name) =>
        [.. line.GetProperty(name).EnumerateArray().Select(network => IPNetwork.Parse(network.GetString() ?? string.Empty))];
}
