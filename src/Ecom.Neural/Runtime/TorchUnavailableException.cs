namespace Ecom.Neural.Runtime;

/// <summary>The native torch libraries cannot be loaded on this system.</summary>
public sealed class TorchUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
