namespace Ecom.Local.Engine;

/// <summary>One call of one execution. The creation time tells an instance from an earlier one of the same id.</summary>
internal readonly record struct StepKey(string Instance, long Created, int Generation, int Call);
