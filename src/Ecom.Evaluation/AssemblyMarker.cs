namespace Ecom.Evaluation;

internal static class AssemblyMarker;
