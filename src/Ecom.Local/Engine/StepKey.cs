namespace Ecom.Local.Engine;

/// <summary>One call of one execution of an instance.</summary>
internal readonly record struct StepKey(string Instance, int Generation, int Call);
