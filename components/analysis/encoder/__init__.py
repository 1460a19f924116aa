"""The small encoder that the learned steps share: word pieces, the ONNX model, the step that runs it once."""
