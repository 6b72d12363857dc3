using System.Data.Common;

namespace MailFront.Configuration.Values;

/// <summary>A connection string of a database. What its keywords mean is the database library's to say; the form is that of all of them.</summary>
internal static class ConnectionString
{
    /// <summary>Whether <paramref name="text"/> has the form <c>Keyword=value;…</c>.</summary>
    public static bool IsOne(string text)
    {
        try
        {
            return new DbConnectionStringBuilder { ConnectionString = text }.Count > 0;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
