using System.Text.Json.Serialization;
using MailFront.Admin.Lists;
using MailFront.Admin.Queues;
using MailFront.Admin.Status;

namespace MailFront.Admin;

/// <summary>How answers are written as JSON, without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(QueueView))]
[JsonSerializable(typeof(StatusView))]
[JsonSerializable(typeof(ForgottenView))]
[JsonSerializable(typeof(BansView))]
[JsonSerializable(typeof(BanAnswer))]
internal sealed partial class AdminJson : JsonSerializerContext;
