using System.Buffers.Text;
using System.Net;
using System.Text.Json;
using MailFront.Defence;
using MailFront.Defence.Decisions;

namespace MailFront.Decisions;

/// <summary>Reads lines of a decision log. Fields may be in any order, unknown ones are passed over. For one thread.</summary>
internal sealed class DecisionLineReader
{
    private readonly RepeatedTexts<string> _texts = new(text => text);
    private readonly RepeatedTexts<IPAddress?> _addresses = new(text => IPAddress.TryParse(text, out var address) ? address : null);
    private FailureLimits? _lastLimits;

    /// <summary>The head that was read last by <see cref="TryRead"/>; null when the line was none.</summary>
    public DecisionLogHeader? Header { get; private set; }

    /// <summary>Reads one line without its end. False when it is neither a record nor a head. <paramref name="record"/> means nothing for a head.</summary>
    public bool TryRead(ReadOnlySpan<byte> line, out DecisionRecord record)
    {
        Header = null;
        record = default;
        try
        {
            var fields = new DecisionLineFields();
            if (!TryReadFields(line, ref fields))
            {
                return false;
            }

            if (fields.Kind.SequenceEqual("header"u8) || fields.Kind.SequenceEqual("options"u8))
            {
                return TryReadRare(line, fields, out record);
            }

            return fields.TryMake(out record);
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException or KeyNotFoundException)
        {
            // A line that was cut, or that somebody edited: counted by the caller.
            return false;
        }
    }

    private bool TryReadRare(ReadOnlySpan<byte> line, in DecisionLineFields fields, out DecisionRecord record)
    {
        record = default;
        var json = new Utf8JsonReader(line);
        using var document = JsonDocument.ParseValue(ref json);
        if (fields.Kind.SequenceEqual("header"u8))
        {
            Header = DecisionOptionsLine.ReadHeader(document.RootElement);
            return Header is not null;
        }

        record = new DecisionRecord
        {
            Kind = DecisionKind.Options,
            Number = fields.Number,
            At = TimeSpan.FromTicks(fields.At),
            Options = DecisionOptionsLine.ReadOptions(document.RootElement),
        };
        return true;
    }

    private bool TryReadFields(ReadOnlySpan<byte> line, ref DecisionLineFields fields)
    {
        var json = new Utf8JsonReader(line);
        if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var field = DecisionFieldTable.Find(json.ValueSpan);
            json.Read();
            Take(ref fields, field, ref json);
        }

        return json.TokenType == JsonTokenType.EndObject && !json.Read();
    }

    private void Take(ref DecisionLineFields fields, DecisionField field, ref Utf8JsonReader json)
    {
        switch (field)
        {
            case DecisionField.Session:
                fields.Session = Text(ref json);
                break;
            case DecisionField.Service:
                fields.Service = Text(ref json);
                break;
            case DecisionField.User:
                fields.User = Text(ref json);
                break;
            case DecisionField.Source:
                fields.Source = _addresses.Of(json.ValueSpan) ?? throw new FormatException();
                break;
            case DecisionField.Fingerprint:
                fields.Fingerprint = Utf8Parser.TryParse(json.ValueSpan, out ulong value, out _, 'x') ? value : throw new FormatException();
                break;
            case DecisionField.Limits:
                fields.Limits = _lastLimits = Limits(ref json);
                break;
            case DecisionField.None:
                json.Skip();
                break;
            default:
                fields.Take(field, ref json);
                break;
        }
    }

    private FailureLimits Limits(ref Utf8JsonReader json)
    {
        Span<long> numbers = stackalloc long[FailureLimitsField.Length];
        var count = 0;
        while (json.Read() && json.TokenType == JsonTokenType.Number && count < numbers.Length)
        {
            numbers[count++] = json.GetInt64();
        }

        return count == numbers.Length ? FailureLimitsField.Of(numbers, _lastLimits) : throw new FormatException();
    }

    private string Text(ref Utf8JsonReader json) => json.ValueIsEscaped ? json.GetString() ?? string.Empty : _texts.Of(json.ValueSpan);
}
