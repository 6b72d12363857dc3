using System.Buffers;
using System.Globalization;
using System.Net;
using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using MailFront.Defence;
using MailFront.Defence.Decisions;
using MailFront.Defence.Evidence;
using MailFront.Defence.Lists;
using MailFront.Defence.Login;

namespace MailFront.Decisions;

/// <summary>Writes records as lines of JSON. What is zero, empty or usual is left out. For one thread.</summary>
internal sealed class DecisionLineWriter : IDisposable
{
    /// <summary>What a hashed user name begins with: no real one does.</summary>
    public const string HashMark = "#";

    /// <summary>Most of a user name that is written: longer than any that leads somewhere.</summary>
    public const int MaxName = 256;

    private readonly ArrayBufferWriter<byte> _lines;
    private readonly KeyedHash? _names;
    private readonly Utf8JsonWriter _json;
    private readonly char[] _text = new char[64];

    /// <summary>Appends to <paramref name="lines"/>; user names as they are, or their hash under the key of <paramref name="names"/>.</summary>
    public DecisionLineWriter(ArrayBufferWriter<byte> lines, KeyedHash? names)
    {
        _lines = lines;
        _names = names;

        // The lines are read by JSON parsers, never put into HTML.
        _json = new Utf8JsonWriter(lines, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });
    }

    /// <summary>Writes one record.</summary>
    public void Write(in DecisionRecord record)
    {
        _json.WriteStartObject();
        _json.WriteString(DecisionFields.Kind, EnumNames<DecisionKind>.Of(record.Kind));
        Number(DecisionFields.Number, record.Number);
        Number(DecisionFields.At, record.At.Ticks);
        switch (record.Kind)
        {
            case DecisionKind.Options:
                DecisionOptionsLine.Write(_json, record.Options!);
                break;
            case DecisionKind.Verdict:
                Facts(record.Checkpoint, record.Facts);
                Verdict(record.Answer.Verdict);
                break;
            case DecisionKind.Alarm:
                Flag(DecisionFields.Alarm, record.Answer.IsAlarmed);
                break;
            default:
                Login(record);
                break;
        }

        EndLine();
    }

    /// <summary>Writes the head of a file.</summary>
    public void Write(DecisionLogHeader header)
    {
        _json.WriteStartObject();
        _json.WriteString(DecisionFields.Kind, DecisionFields.Header);
        DecisionOptionsLine.Write(_json, header);
        EndLine();
    }

    /// <inheritdoc/>
    public void Dispose() => _json.Dispose();

    private void EndLine()
    {
        _json.WriteEndObject();
        _json.Flush();
        _json.Reset();
        _lines.Write("\n"u8);
    }

    private void Login(in DecisionRecord record)
    {
        var login = record.Login;
        Text(DecisionFields.Session, login.Session);
        Text(DecisionFields.Service, login.Service);
        User(login.User);
        Source(login.Source);
        if (login.PasswordFingerprint != 0)
        {
            Hex(DecisionFields.Fingerprint, login.PasswordFingerprint, mark: string.Empty);
        }

        if (login.RuledClass is { } ruled)
        {
            _json.WriteString(DecisionFields.RuledClass, EnumNames<LoginClass>.Of(ruled));
        }

        if (!login.HasLocation)
        {
            _json.WriteBoolean(DecisionFields.HasLocation, false);
        }

        Answer(record);
    }

    private void Answer(in DecisionRecord record)
    {
        var answer = record.Answer;
        switch (record.Kind)
        {
            case DecisionKind.Assessed:
                _json.WriteString(DecisionFields.Class, EnumNames<LoginClass>.Of(answer.Assessment.Class));
                if (answer.Assessment.Because != EvidenceKinds.None)
                {
                    _json.WriteString(DecisionFields.Why, EnumNames<EvidenceKinds>.Of(answer.Assessment.Because));
                }

                break;
            case DecisionKind.Observed:
                _json.WriteString(DecisionFields.Result, EnumNames<LoginResult>.Of(record.Result));
                break;
            case DecisionKind.Failures:
                Number(DecisionFields.Count, answer.Failures);
                break;
            default:
                Number(DecisionFields.Proven, answer.Standing.ProvenUsers);
                Flag(DecisionFields.Suspect, answer.Standing.IsSuspect);
                break;
        }
    }

    private void Facts(Checkpoint checkpoint, in ClientFacts facts)
    {
        _json.WriteString(DecisionFields.Checkpoint, EnumNames<Checkpoint>.Of(checkpoint));
        Text(DecisionFields.Session, facts.Session);
        Text(DecisionFields.Service, facts.Service);
        User(facts.User);
        Source(facts.Source);
        Number(DecisionFields.Now, facts.Now.Ticks);
        Number(DecisionFields.Age, facts.CredentialAge.Ticks);
        Number(DecisionFields.Failures, facts.Failures);
        Number(DecisionFields.Distinct, facts.DistinctFailures);
        Number(DecisionFields.Proven, facts.IsProven ? 1 : 0);
        if (facts.Class is { } loginClass)
        {
            _json.WriteString(DecisionFields.Class, EnumNames<LoginClass>.Of(loginClass));
        }

        Flag(DecisionFields.Alarm, facts.IsAlarmed);
        if (facts.Listed != ListFinding.None)
        {
            _json.WriteString(DecisionFields.Listed, EnumNames<ListFinding>.Of(facts.Listed));
        }

        Number(DecisionFields.Connections, facts.Connections);
        Number(DecisionFields.PreLogin, facts.PreLoginConnections);
        Number(DecisionFields.ServiceConnections, facts.ServiceConnections);
        Number(DecisionFields.ServiceCap, facts.ServiceCap);
        Flag(DecisionFields.Proxied, facts.IsProxied);
        Number(DecisionFields.Count, facts.Standing.ProvenUsers);
        Flag(DecisionFields.Suspect, facts.Standing.IsSuspect);
        Name(DecisionFields.Full, facts.Full);
        Number(DecisionFields.Score, facts.Score);
        Number(DecisionFields.Highest, facts.HighestScore);
        Number(DecisionFields.RuleDelay, facts.RuleDelay.Ticks);
        if (facts.FailureLimits is { } limits)
        {
            FailureLimitsField.Write(_json, limits);
        }
    }

    private void Verdict(in Verdict verdict)
    {
        _json.WriteString(DecisionFields.Action, EnumNames<VerdictAction>.Of(verdict.Action));
        Name(DecisionFields.Why, verdict.Reason);
        Name(DecisionFields.Withheld, verdict.Withheld);

        Number(DecisionFields.Delay, verdict.Delay.Ticks);
        Number(DecisionFields.Deadline, verdict.Deadline.Ticks);
    }

    private void Name(JsonEncodedText name, VerdictReason reason)
    {
        if (reason != VerdictReason.None)
        {
            _json.WriteString(name, EnumNames<VerdictReason>.Of(reason));
        }
    }

    private void Number(JsonEncodedText name, long value)
    {
        if (value != 0)
        {
            _json.WriteNumber(name, value);
        }
    }

    private void Flag(JsonEncodedText name, bool value)
    {
        if (value)
        {
            _json.WriteBoolean(name, true);
        }
    }

    private void Text(JsonEncodedText name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            _json.WriteString(name, value);
        }
    }

    private void User(string? user)
    {
        if (string.IsNullOrEmpty(user))
        {
            return;
        }

        if (_names is not null)
        {
            Hex(DecisionFields.User, _names.Of(MemoryMarshal.AsBytes(user.AsSpan())), HashMark);
        }
        else
        {
            _json.WriteString(DecisionFields.User, user.AsSpan(0, Math.Min(user.Length, MaxName)));
        }
    }

    private void Source(IPAddress? source)
    {
        if (source is not null && source.TryFormat(_text, out var length))
        {
            _json.WriteString(DecisionFields.Source, _text.AsSpan(0, length));
        }
    }

    private void Hex(JsonEncodedText name, ulong value, string mark)
    {
        _text.AsSpan().TryWrite(CultureInfo.InvariantCulture, $"{mark}{value:x16}", out var length);
        _json.WriteString(name, _text.AsSpan(0, length));
    }
}
