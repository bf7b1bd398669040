namespace Ecom.Neural.Networks;

/// <summary>One dense layer's numbers, for running it without torch: y = f(W x + b).</summary>
/// <param name="Inputs">Length of x.</param>
/// <param name="Outputs">Length of y.</param>
/// <param name="Weights">W row by row: [Outputs × Inputs].</param>
/// <param name="Biases">b: [Outputs].</param>
/// <param name="Activation">f.</param>
public sealed record DenseLayer(int Inputs, int Outputs, float[] Weights, float[] Biases, Activation Activation);
