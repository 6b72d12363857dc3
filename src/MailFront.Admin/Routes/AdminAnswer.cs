using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace MailFront.Admin.Routes;

/// <summary>How the administration interface answers.</summary>
internal static class AdminAnswer
{
    /// <summary>Writes <paramref name="answer"/> as JSON.</summary>
    public static Task WriteAsync<T>(HttpContext context, T answer, JsonTypeInfo<T> type)
    {
        context.Response.ContentType = "application/json; charset=utf-8";
        return JsonSerializer.SerializeAsync(context.Response.Body, answer, type, context.RequestAborted);
    }

    /// <summary>Says why the request is not carried out.</summary>
    public static Task RefuseAsync(HttpContext context, int status, string error)
    {
        context.Response.StatusCode = status;
        return WriteAsync(context, new ErrorView(error), AdminJson.Default.ErrorView);
    }

    /// <summary>What stands behind <paramref name="prefix"/> in the path, decoded once; empty when nothing does.</summary>
    public static string TailOf(HttpContext context, string prefix)
    {
        // From the request line itself: decoding of paths leaves %2F as it is, and a user's name may have a slash.
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var end = target.IndexOf('?', StringComparison.Ordinal);
        var path = end < 0 ? target : target[..end];
        return path.StartsWith(prefix, StringComparison.Ordinal) ? Uri.UnescapeDataString(path[prefix.Length..]) : string.Empty;
    }
}
