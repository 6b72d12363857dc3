using System.Runtime.Versioning;

// Real servers, their packages and mount namespaces are Linux' only.
[assembly: SupportedOSPlatform("linux")]
