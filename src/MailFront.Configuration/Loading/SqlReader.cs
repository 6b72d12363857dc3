using MailFront.Configuration.Options;
using MailFront.Configuration.Settings;
using MailFront.Configuration.Values;

namespace MailFront.Configuration.Loading;

/// <summary>The options of <c>sasl_pwcheck_method: sql</c>.</summary>
internal static class SqlReader
{
    private const string MethodOption = "sasl_pwcheck_method";
    private const string Refused = "MailFront does not start with it";
    private static readonly string[] _parameters = ["@user", "@local", "@domain"];

    /// <summary>Reads them; null when sql is not asked or lacks its connection.</summary>
    public static SqlSettings? Read(OptionReader reader, IConfigurationSource source, bool isAsked)
    {
        if (!isAsked)
        {
            UnusedOptions.Tell(reader, "mailfront_sql_", "sql");
            return null;
        }

        var option = MailFrontOptions.SqlConnection.Name;
        if (reader.Hidden(option) is not { } connection)
        {
            reader.Diagnostics.Error(reader.PlaceOf(MethodOption), MethodOption, $"sql needs {option}", Refused);
            return null;
        }

        if (!ConnectionString.IsOne(connection.Reveal()))
        {
            reader.Diagnostics.Error(reader.PlaceOf(option), option, $"{option} is not of the form Host=db;Username=mailfront;Database=mail", Refused);
        }

        return new SqlSettings
        {
            Connection = connection,
            Password = SecretReader.Read(reader, source, plain: null, MailFrontOptions.SqlPasswordFile),
            Query = ReadQuery(reader),
        };
    }

    private static string ReadQuery(OptionReader reader)
    {
        var option = MailFrontOptions.SqlQuery;
        var query = reader.Text(option.Name) ?? option.Default;
        if (!Array.Exists(_parameters, parameter => query.Contains(parameter, StringComparison.Ordinal)))
        {
            reader.Diagnostics.Error(
                reader.PlaceOf(option.Name),
                option.Name,
                $"{option.Name} asks for everybody alike: it has neither @user, nor @local, nor @domain",
                Refused);
        }

        if (query.Contains("'%", StringComparison.Ordinal))
        {
            reader.Diagnostics.Warning(
                reader.PlaceOf(option.Name),
                option.Name,
                $"{option.Name}: %u and the like mean nothing here; write @user, @local, @domain without quotation marks");
        }

        return query;
    }
}
