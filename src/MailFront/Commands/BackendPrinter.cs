using System.Globalization;
using System.Text.Json;

namespace MailFront.Commands;

/// <summary>Prints the backends of a running server for people.</summary>
internal static class BackendPrinter
{
    /// <summary>A table of backends, then what went wrong last at each.</summary>
    public static void Print(JsonElement answer)
    {
        var backends = answer.GetProperty("backends").EnumerateArray().ToList();
        Console.Out.WriteLine($"{"BACKEND",-16}{"STATE",-11}{"SESSIONS",9}{"LOGINS/S",10}{"RATE",8}{"RUNNING",9}{"WAITING",9}{"REFUSED",9}  ADDRESS");
        foreach (var backend in backends)
        {
            var rate = backend.TryGetProperty("rate", out var limit) ? limit.GetDouble().ToString("0.#", CultureInfo.InvariantCulture) : "-";
            Console.Out.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{Text(backend, "name"),-16}{Text(backend, "state"),-11}{Number(backend, "sessions"),9:0}{Number(backend, "loginsPerSecond"),10:0.0}{rate,8}{Number(backend, "running"),9:0}{Number(backend, "waiting"),9:0}{Number(backend, "refused"),9:0}  {Text(backend, "address")}"));
        }

        foreach (var backend in backends)
        {
            if (Text(backend, "lastFailure") is { Length: > 0 } failure)
            {
                Console.Out.WriteLine(string.Create(
                    CultureInfo.InvariantCulture, $"{Text(backend, "name")}: {Number(backend, "lastFailureSecondsAgo"):0} s ago: {failure}"));
            }
        }
    }

    private static double Number(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetDouble() : 0;

    private static string Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString() ?? string.Empty : string.Empty;
}
