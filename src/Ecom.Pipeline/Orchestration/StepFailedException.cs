namespace Ecom.Pipeline.Orchestration;

/// <summary>An activity or sub-orchestration failed. Only type name and message cross the boundary, on every engine.</summary>
public sealed class StepFailedException(string stepName, string errorType, string errorMessage)
    : Exception($"Step '{stepName}' failed: {errorType}: {errorMessage}")
{
    public string StepName { get; } = stepName;

    /// <summary>Full type name of the exception that was thrown.</summary>
    public string ErrorType { get; } = errorType;

    public string ErrorMessage { get; } = errorMessage;
}
