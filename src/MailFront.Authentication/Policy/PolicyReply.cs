using System.Text.Json;

namespace MailFront.Authentication.Policy;

/// <summary>The answer to <c>command=allow</c>: <c>{"status": n, "msg": "…"}</c>, other members skipped.</summary>
/// <param name="Status">Below 0: refuse; 0: go on; above 0: wait as many seconds.</param>
/// <param name="Message">Words for the log, as the server sent them; null for none.</param>
internal readonly record struct PolicyReply(long Status, string? Message)
{
    /// <summary>Reads an answer; null for what is none.</summary>
    public static PolicyReply? Parse(ReadOnlySpan<byte> json)
    {
        long? status = null;
        string? message = null;
        try
        {
            var reader = new Utf8JsonReader(json);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return null;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                bool isStatus = reader.ValueTextEquals("status"u8);
                bool isMessage = reader.ValueTextEquals("msg"u8);
                reader.Read();
                if (isStatus)
                {
                    status = reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out long number) ? number : null;
                }
                else if (isMessage && reader.TokenType == JsonTokenType.String)
                {
                    message = reader.GetString();
                }
                else
                {
                    reader.Skip();
                }
            }

            // Anything behind the object makes it no answer; at the end of a whole one Read says so.
            bool isWhole = reader.TokenType == JsonTokenType.EndObject && reader.CurrentDepth == 0 && !reader.Read();
            return isWhole && status is { } known ? new PolicyReply(known, message) : null;
        }
        catch (Exception damage) when (damage is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
