namespace Ecom.Local.Engine;

/// <summary>
/// The orchestration's code did not make the calls its history holds: it read a clock, a random number or the outside, left its thread, or
/// was changed while the instance ran without a new version.
/// </summary>
public sealed class NondeterminismException(string message) : Exception(message);
