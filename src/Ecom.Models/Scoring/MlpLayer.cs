namespace Ecom.Models.Scoring;

/// <summary>One dense layer: y = f(W x + b).</summary>
/// <param name="Inputs">Length of x.</param>
/// <param name="Outputs">Length of y.</param>
/// <param name="Weights">W row by row: [Outputs × Inputs].</param>
/// <param name="Biases">b: [Outputs].</param>
/// <param name="Activation">f.</param>
public sealed record MlpLayer(int Inputs, int Outputs, float[] Weights, float[] Biases, MlpActivation Activation);
