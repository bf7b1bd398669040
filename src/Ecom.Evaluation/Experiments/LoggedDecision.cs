namespace Ecom.Evaluation.Experiments;

/// <summary>One logged choice, as far as judging another policy needs it.</summary>
/// <param name="Propensity">The probability with which the logging policy chose as it did; above 0.</param>
/// <param name="Target">The probability with which the policy in question would have.</param>
/// <param name="Reward">What came of it.</param>
/// <param name="Predicted">The reward a model predicts of the choice made.</param>
/// <param name="PredictedTarget">The reward it predicts of the policy in question, on average over that policy's choices.</param>
public readonly record struct LoggedDecision(double Propensity, double Target, double Reward, double Predicted = 0, double PredictedTarget = 0);
