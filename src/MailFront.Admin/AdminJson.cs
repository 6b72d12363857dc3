using System.Text.Json.Serialization;
using MailFront.Admin.Backends;
using MailFront.Admin.Lists;
using MailFront.Admin.Queues;
using MailFront.Admin.Routes;
using MailFront.Admin.Sessions;
using MailFront.Admin.Status;

namespace MailFront.Admin;

/// <summary>How answers are written as JSON, without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(BackendsView))]
[JsonSerializable(typeof(QueueView))]
[JsonSerializable(typeof(StatusView))]
[JsonSerializable(typeof(ForgottenView))]
[JsonSerializable(typeof(BansView))]
[JsonSerializable(typeof(BanAnswer))]
[JsonSerializable(typeof(SessionsView))]
[JsonSerializable(typeof(TopView))]
[JsonSerializable(typeof(KickedView))]
[JsonSerializable(typeof(RulesView))]
[JsonSerializable(typeof(ExplanationView))]
[JsonSerializable(typeof(ErrorView))]
internal sealed partial class AdminJson : JsonSerializerContext;
