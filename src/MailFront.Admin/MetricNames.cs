using System.Text;

namespace MailFront.Admin;

/// <summary>How values of our enums are written in metrics: <c>WrongCredentials</c> is <c>wrong_credentials</c>.</summary>
public static class MetricNames
{
    /// <summary>The name in snake_case.</summary>
    public static string Of(Enum value)
    {
        var name = value.ToString();
        var text = new StringBuilder(name.Length + 4);
        foreach (var c in name)
        {
            if (char.IsUpper(c) && text.Length > 0)
            {
                text.Append('_');
            }

            text.Append(char.ToLowerInvariant(c));
        }

        return text.ToString();
    }
}
